from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip('numpy')
cv2 = pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

from extractors.readers.scans.straighten import UNMOVED, straighten  # noqa: E402  # needs the recognising stack


def form() -> Any:
    image = np.full((1200, 900, 3), 255, np.uint8)
    for y in range(150, 1000, 85):
        cv2.line(image, (90, y), (810, y), (0, 0, 0), 2)
    for x in (90, 300, 550, 810):
        cv2.line(image, (x, 150), (x, 915), (0, 0, 0), 2)
    return image


def rules_off(image: Any) -> float:
    """How far, in pixels, the worst long rule is off level from its one end to its other."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ends = cv2.createLineSegmentDetector().detect(grey)[0].reshape(-1, 4)
    long = ends[abs(ends[:, 2] - ends[:, 0]) > 180]
    assert len(long) > 5
    return float((abs(long[:, 3] - long[:, 1])).max())


def test_a_straight_page_stays_as_it_is() -> None:
    image = form()
    straight = straighten(image)
    assert straight.image is image
    assert straight.matrix == UNMOVED


@pytest.mark.parametrize('angle', [-4.0, 1.0, 3.5])
def test_a_skewed_page_is_turned_level(angle: float) -> None:
    turn = cv2.getRotationMatrix2D((450, 600), angle, 1)
    image = cv2.warpAffine(form(), turn, (900, 1200), borderValue=(255, 255, 255))
    assert rules_off(straighten(image).image) < 3


def test_a_photograph_is_seen_from_the_front_and_places_lead_back() -> None:
    given = np.array([[90, 150], [810, 150], [810, 915], [90, 915]], np.float32)
    seen = np.array([[150, 200], [770, 170], [830, 960], [80, 900]], np.float32)
    tilt = cv2.getPerspectiveTransform(given, seen)
    image = cv2.warpPerspective(form(), tilt, (900, 1200), borderValue=(255, 255, 255))
    straight = straighten(image)
    assert rules_off(straight.image) < 4
    height, width = straight.image.shape[:2]
    back = cv2.perspectiveTransform(np.array([[[width / 2, height / 2]]]), np.array(straight.matrix))[0][0]
    assert 0 < back[0] < 900
    assert 0 < back[1] < 1200


def test_bent_paper_is_flattened() -> None:
    ys, xs = np.mgrid[0:1200, 0:900].astype(np.float32)
    bent = cv2.remap(form(), xs, ys + 14 * np.sin(np.pi * xs / 900), cv2.INTER_LINEAR, borderValue=(255,) * 3)
    assert rules_off(straighten(bent).image) < 5


@pytest.mark.parametrize('desk', [False, True], ids=['paper alone', 'on a grained desk'])
def test_paper_bent_in_two_waves_is_flattened(desk: bool) -> None:
    ys, xs = np.mgrid[0:1200, 0:900].astype(np.float32)
    waves = 8 * np.sin(2 * np.pi * (xs - 60) / 780)
    page = cv2.remap(form(), xs, ys + waves, cv2.INTER_LINEAR, borderValue=(255,) * 3)
    if desk:
        wood = np.random.default_rng(3).normal(90, 10, (1400, 1, 1)).clip(0, 255).astype(np.uint8)
        image = np.ascontiguousarray(np.broadcast_to(wood, (1400, 1300, 3)))
        image[100:1300, 200:1100] = page
        page = image
    flat = straighten(page).image
    middle_y, middle_x = flat.shape[0] // 2, flat.shape[1] // 2
    rule = flat[middle_y - 40 : middle_y + 40, middle_x - 330 : middle_x + 330].sum(axis=2).argmin(axis=0)
    low, high = np.percentile(rule, (2, 98))
    assert high - low < 4


def test_an_empty_page_stays_as_it_is() -> None:
    image = np.full((300, 200, 3), 255, np.uint8)
    assert straighten(image).image is image
