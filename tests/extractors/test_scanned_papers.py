"""A scanned notice with its form, read from the picture to the record, by the recogniser itself."""

from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.notice import notice_of
from extractors.readers.process.pool import ReadingPool
from extractors.readers.scans import stack
from office.understanding import document_to_return
from tests.tools import missing

DPI = 200
A4 = (1654, 1360)
FIRST_ROW = 860
ROWS = (
    ('社会组织名称', '示例市甲一商会', '统一社会信用代码', '51000000MJ00000185'),
    ('法定代表人', '赵某某', '联系电话', '0000-2820317'),
    ('从业人员总数', '26', '是否建立党组织', '是'),
    ('党组织名称', '中共示例市甲一商会支部委员会', '党员总数', '8'),
)
NOTICE = (
    ('示民党〔2026〕18号', 0.5),
    ('示例市民政局关于开展社会组织党建情况摸底的通知', 0.5),
    ('各县（区）民政局：', 0.08),
    ('　　为掌握全市社会组织党建工作情况，现就摸底工作通知如下。', 0.08),
    ('　　请于2026年3月20日前将摸底登记表报送市民政局。', 0.08),
    ('示例市民政局', 0.66),
    ('2026年3月2日', 0.66),
)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    found = next(iter(sorted(Path('/usr/share/fonts').glob('**/NotoSerifCJK-Regular.ttc'))), None)
    return ImageFont.truetype(str(found), size, index=2) if found else missing('no Noto Serif CJK here')


def paper() -> Image.Image:
    """A notice with its form on the same page, a little askew."""
    image = Image.new('L', A4, 250)
    pen = ImageDraw.Draw(image)
    for row, (text, at) in enumerate((*NOTICE, ('附件', 0.08), ('社会组织党建情况摸底登记表', 0.5))):
        anchor = 'mm' if at == 0.5 else 'lm'
        pen.text((A4[0] * at, 100 + 80 * row + 60 * (row > 6)), text, fill=15, font=font(40), anchor=anchor)
    edges = (110, 380, 850, 1140, 1550)
    for row, texts in enumerate(ROWS):
        top = FIRST_ROW + 90 * row
        for left, right, text in zip(edges, edges[1:], texts, strict=False):
            pen.rectangle((left, top, right, top + 90), outline=20, width=2)
            pen.text((left + 14, top + 45), text, fill=15, font=font(30), anchor='lm')
    return image.rotate(0.7, fillcolor=250, resample=Image.Resampling.BICUBIC)


@pytest.fixture(scope='module')
def read(tmp_path_factory):
    if not stack.is_installed():
        missing('the recogniser is not installed')
    path = tmp_path_factory.mktemp('scans') / 'paper.jpg'
    paper().save(path, quality=75, dpi=(DPI, DPI))
    with ReadingPool() as pool:
        return pool.read(path)


def test_every_field_of_a_scanned_form_is_read_where_it_stands(read):
    returned = document_to_return(read, 'baseline_registration')
    values = {name: value.value for name, value in returned.values.items() if value.value is not None}
    assert values == {
        'org_name': '示例市甲一商会',
        'code': '51000000MJ00000185',
        'legal_rep': '赵某某',
        'phone': '0000-2820317',
        'staff_total': 26,
        'established': True,
        'party_org_name': '中共示例市甲一商会支部委员会',
        'members_total': 8,
    }
    where = returned.values['phone'].where
    assert where.page == 1
    assert where.box is not None
    assert where.box.x0 < 1300 * 72 / DPI < where.box.x1
    assert where.box.y0 < (FIRST_ROW + 135) * 72 / DPI < where.box.y1


def test_the_header_of_a_scanned_notice_is_that_of_its_text(read):
    notice = notice_of(read)
    assert notice.doc_number == '示民党〔2026〕18号'
    assert notice.title == '示例市民政局关于开展社会组织党建情况摸底的通知'
    assert notice.primary_recipients is not None
    assert notice.primary_recipients.list == ('各县（区）民政局',)
    assert notice.date_of_document == '2026-03-02'
    assert [duty.deadline_iso for duty in notice.obligations] == ['2026-03-20']
