"""The small parts of OFD drawing: outlines, offsets, character maps, seals."""

import io
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile

from extractors.readers.ofd.cmap import font_to_glyphs
from extractors.readers.ofd.jbig2 import MAGIC, jbig2_to_image
from extractors.readers.ofd.package import resolve
from extractors.readers.ofd.paths import Segment, data_to_segments, deltas
from extractors.readers.ofd.seal import der_to_seal


def segments(data):
    return list(data_to_segments(data))


def test_outlines_are_read_operator_by_operator():
    assert segments('M 1 2 L 3 4 B 1 1 2 2 3 3 C') == [
        Segment('move', (1, 2)),
        Segment('line', (3, 4)),
        Segment('curve', (1, 1, 2, 2, 3, 3)),
        Segment('close', ()),
    ]


def test_operators_may_touch_their_numbers_and_a_broken_tail_is_left_out():
    assert segments('M0 0L-1.5-2e1 L 3') == [Segment('move', (0, 0)), Segment('line', (-1.5, -20))]
    assert segments('M 0 0 X 1 1 L 2 2') == [Segment('move', (0, 0))]


def test_a_quadratic_curve_becomes_a_cubic_one():
    (_, curve) = segments('M 0 0 Q 3 3 6 0')
    assert curve.points == pytest.approx((2, 2, 4, 2, 6, 0))


def test_half_a_circle_is_two_quarters_around_its_centre():
    _, first, second = segments('M 10 0 A 5 5 0 0 1 0 0')
    assert first.points[-2:] == pytest.approx((5, 5)) or first.points[-2:] == pytest.approx((5, -5))
    assert second.points[-2:] == pytest.approx((0, 0), abs=1e-9)
    assert segments('M 10 0 A 5 5 0 0 1 0 0')[1] != segments('M 10 0 A 5 5 0 0 0 0 0')[1]


@given(
    st.floats(0.1, 50),
    st.floats(0.1, 50),
    st.floats(-360, 360),
    st.sampled_from([0, 1]),
    st.sampled_from([0, 1]),
    st.floats(-90, 90),
    st.floats(-90, 90),
)
def test_an_arc_ends_where_it_should(rx, ry, angle, large, sweep, x, y):
    last = segments(f'M 3 4 A {rx} {ry} {angle} {large} {sweep} {x} {y}')[-1]
    assert last.points[-2:] == pytest.approx((x, y), abs=1e-3)
    assert all(math.isfinite(part) for part in last.points)


@given(st.text('MSLQBAC 0123456789.-eE', max_size=60))
def test_any_outline_ends(data):
    assert all(all(map(math.isfinite, segment.points)) for segment in data_to_segments(data))


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('g 3 4.5', [4.5] * 3),
        ('1 g 2 3 4', [1, 3, 3, 4]),
        ('1,2', [1, 2]),
        (None, []),
        ('g 2', [2]),
        ('g x 3', []),
        ('nan 1e99 5', [5]),
    ],
)
def test_offsets_are_repeated_as_written(text, expected):
    assert deltas(text) == expected


def test_a_repetition_without_end_is_cut():
    assert len(deltas('g 999999999 1 ' * 5)) <= 200_000


def font(kind, table):
    """A font file of nothing but a cmap with one subtable for Windows Unicode."""
    cmap = struct.pack('>HHHHI', 0, 1, 3, 10 if kind == 12 else 1, 12) + table
    return struct.pack('>IHHHH4sIII', 0x10000, 1, 0, 0, 0, b'cmap', 0, 28, len(cmap)) + cmap


def test_letters_of_a_character_map_are_found():
    groups = struct.pack('>HHIII', 12, 0, 28, 0, 1) + struct.pack('>III', 0x7ACB, 0x7ACC, 40)
    assert font_to_glyphs(font(12, groups)) == {0x7ACB: 40, 0x7ACC: 41}
    spans = struct.pack('>HHHHHHH', 4, 0, 0, 4, 0, 0, 0) + struct.pack(
        '>HHHHHHHHH', 0x42, 0xFFFF, 0, 0x41, 0xFFFF, 9, 1, 0, 0
    )
    assert font_to_glyphs(font(4, spans)) == {0x41: 0x4A, 0x42: 0x4B}


@given(st.binary(max_size=200))
def test_any_bytes_are_a_font_without_letters_or_one(data):
    assert isinstance(font_to_glyphs(data), dict)
    assert isinstance(font_to_glyphs(font(12, data)), dict)
    assert isinstance(font_to_glyphs(font(4, b'\0\4' + data)), dict)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_seal_or_none(data):
    seal = der_to_seal(data)
    assert seal is None or isinstance(seal.data, bytes)


@pytest.mark.parametrize(
    ('source', 'location', 'member'),
    [
        ('Doc_0/Document.xml', 'Pages/P.xml', 'Doc_0/Pages/P.xml'),
        ('Doc_0/Document.xml', '/Doc_0/Pages/P.xml', 'Doc_0/Pages/P.xml'),
        ('Doc_0/Document.xml', 'Doc_0/Pages/P.xml', 'Doc_0/Pages/P.xml'),
        ('Doc_0/Document.xml', '../Doc_0\\Pages\\P.xml', 'Doc_0/Pages/P.xml'),
        ('Doc_0/Document.xml', 'pages/p.XML', 'Doc_0/Pages/P.xml'),
        ('Doc_0/Document.xml', '../../etc/passwd', ''),
        ('Doc_0/Document.xml', None, ''),
    ],
)
def test_a_location_is_a_member_however_it_is_written(source, location, member):
    names = ['Doc_0/Pages/P.xml', 'Doc_0/Document.xml']
    assert resolve({name.lower(): name for name in names}, source, location) == member


def jb2(image, *, page_end=True):
    """A JBIG2 file of one region packed by T.6, as Pillow packs a strip of TIFF."""
    made = io.BytesIO()
    image.save(made, 'TIFF', compression='group4', strip_size=10**6)
    made.seek(0)
    with TiffImageFile(made) as tiff:
        (place,), (size,) = tiff.tag_v2[273], tiff.tag_v2[279]
    strip = made.getvalue()[place : place + size]
    page = struct.pack('>IIIIBH', *image.size, 0, 0, 0, 0)
    region = struct.pack('>IIIIBB', *image.size, 0, 0, 0, 1) + strip
    parts = [(48, page), (38, region)] + ([(49, b''), (51, b'')] if page_end else [])
    segments = (
        struct.pack('>IBBBI', number, kind, 0, kind != 51, len(data)) + data
        for number, (kind, data) in enumerate(parts)
    )
    return MAGIC + b'\1' + struct.pack('>I', 1) + b''.join(segments)


def test_a_scan_in_jbig2_is_seen_black_on_white():
    ink = Image.new('1', (64, 32), 0)
    ink.paste(1, (8, 4, 24, 20))
    found = jbig2_to_image(jb2(ink), 10_000)
    assert found.size == (64, 32)
    assert [found.getpixel(place) for place in ((16, 10), (40, 10), (16, 28))] == [0, 255, 255]
    assert jbig2_to_image(jb2(ink), 100) is None


@given(st.binary(max_size=120))
def test_any_bytes_are_a_jbig2_image_or_none(data):
    assert jbig2_to_image(data, 10_000) is None
    jbig2_to_image(MAGIC + b'\1\0\0\0\1' + data, 10_000)
