"""A morning in the browser: a mixed upload, its scan, its doubts and its duty, by hand and by keyboard."""

import io
import re
import shutil
import threading
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from desk.desk import open_desk
from extractors.readers.scans import stack
from office import uploads
from office.importing import import_ledger
from office.ledger_acts import one_named
from office.registering import entries
from store import obligations
from store.engine import reading
from tests.build_pdf import pdf, say
from tests.desk.conftest import TODAY, serving, signed_in_page
from tests.extractors.test_scanned_papers import font
from tests.office.asked import LEDGER
from tests.office.conftest import FORM_HEAD, NOTICE
from tests.tools import missing

DPI = 200
TICK, FIGURE = (1209, 349), (470, 350)
"""Where the box of 是 and the number of staff stand on the scan, in pixels."""
RETURN = '甲县/附件1.xlsx'
SCAN = '甲县/扫描件.jpg'
TWIN = '示例市丙三学院,甲县,民办非企业单位,,20,\n'
DIFFERS = (1, '示例市乙二协会', 9, 5, 4, 2, 2, 0, '否')
BETWEEN_TWO = (2, '示例市丙三学较', 20, 10, 10, 1, 1, 0, '否')
UNKNOWN = (1, '示例市己六环保志愿者协会', 5, 2, 3, 1, 1, 0, '否')
REPLY = (
    '示例市民政局',
    '示民函〔2026〕15号',
    '示例市民政局关于报送社会组织台账的复函',
    '示例省民政厅：',
    '现将台账报上。',
)


def letter(path, lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(path)


def book(*rows):
    """A filled 社会组织党建情况调查表."""
    made, data = Workbook(), io.BytesIO()
    for row in (('社会组织党建情况调查表',), FORM_HEAD, *rows):
        made.active.append(row)
    made.save(data)
    return data.getvalue()


SCANNED = (
    ('社会组织名称', '示例市甲一商会', '法定代表人', '赵某某'),
    ('从业人员总数', '15', '是否建立党组织', ''),
    ('党员总数', '3', '联系电话', '0000-2820317'),
)


def scanned_form():
    """A form as a scanner sees it: 15 where the ledger has 12, and a speck in the box of 是."""
    image = Image.new('L', (1654, 640), 250)
    pen = ImageDraw.Draw(image)
    pen.text((827, 100), '社会组织党建情况摸底登记表', fill=15, font=font(44), anchor='mm')
    edges = (110, 430, 850, 1180, 1550)
    for row, texts in enumerate(SCANNED):
        top = 200 + 100 * row
        for left, right, text in zip(edges, edges[1:], texts, strict=False):
            pen.rectangle((left, top, right, top + 100), outline=20, width=2)
            pen.text((left + 14, top + 50), text, fill=15, font=font(32), anchor='lm')
    for at, word in ((1194, '是'), (1304, '否')):
        pen.rectangle((at, 334, at + 30, 364), outline=20, width=3)
        pen.text((at + 40, 350), word, fill=15, font=font(32), anchor='lm')
    pen.line((1202, 344, 1210, 349), fill=60, width=3)
    return image


@pytest.fixture(scope='module')
def morning(tmp_path_factory):
    """What lies on the clerk's own computer, to be dragged onto the page: a folder and four files."""
    folder = tmp_path_factory.mktemp('桌面')
    county = folder / '甲县'
    county.mkdir()
    (folder / RETURN).write_bytes(book(DIFFERS, BETWEEN_TWO))
    scanned_form().save(folder / SCAN, quality=80, dpi=(DPI, DPI))
    letter(folder / '通知.docx', NOTICE)
    pdf(folder / '复函.pdf', ''.join(say(line, 80, 100 + 40 * row) for row, line in enumerate(REPLY)))
    with zipfile.ZipFile(folder / '乙县报表.zip', 'w') as archive:
        archive.writestr('附件1.xlsx', book(UNKNOWN))
    (folder / '坏.docx').write_bytes(b'PK\x03\x04 nothing')
    return [county, *sorted(path for path in folder.iterdir() if path.is_file())]


@pytest.fixture(scope='module')
def desk(tmp_path_factory, founded_desk):
    root = shutil.copytree(founded_desk, tmp_path_factory.mktemp('一个上午') / '办公室')
    ledger = root.parent / '台账.csv'
    ledger.write_text(LEDGER + TWIN, 'utf-8')
    with open_desk(root, TODAY) as opened:
        import_ledger(opened.place('示例甲'), ledger)
        yield opened


@pytest.fixture(scope='module')
def base(desk):
    with serving(desk) as address:
        yield address


@pytest.fixture(scope='module')
def window(chromium, base):
    """One window of the browser for the whole morning."""
    expect.set_options(timeout=15_000)
    with signed_in_page(chromium, base) as page:
        yield page


@pytest.fixture
def page(window, uploaded):
    """The window after the upload, on the page of today; its scripts met no error when the test ends."""
    window.goto('/')
    window.faults.clear()
    yield window
    assert window.faults == []


def dropped(page, paths):
    """Drag files and folders from the desktop onto the page and let go, as the mouse does."""
    box = page.locator('#drop').bounding_box()
    at = {'x': box['x'] + box['width'] / 2, 'y': box['y'] + box['height'] / 2}
    carried = {'items': [], 'files': [str(path) for path in paths], 'dragOperationsMask': 1}
    session = page.context.new_cdp_session(page)
    for kind in ('dragEnter', 'dragOver', 'drop'):
        session.send('Input.dispatchDragEvent', {'type': kind, **at, 'data': carried})


@pytest.fixture(scope='module')
def uploaded(window, morning):
    """Everything dragged onto the page; gives what the page told meanwhile, in all, and file by file."""
    gate, real = threading.Event(), uploads.take_in_upload

    def two_and_then(*told):
        for number, outcome in enumerate(real(*told)):
            assert number != 2 or gate.wait(60)
            yield outcome

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, 'take_in_upload', two_and_then)
        window.goto('/upload')
        dropped(window, morning)
        window.wait_for_url('**/upload/*')
        window.keyboard.press('Enter')
        expect(window.locator('#lines tr')).to_have_count(2, timeout=60_000)
        meanwhile = window.inner_text('#state'), window.inner_text('#count')
        gate.set()
        window.wait_for_selector('#state.green', timeout=60_000)
        assert window.faults == []
        return meanwhile, window.inner_text('#summary'), window.locator('#lines tr').all_inner_texts()


def test_a_mixed_upload_is_dragged_in_and_told_as_it_is_done(uploaded, desk):
    meanwhile, summary, lines = uploaded
    assert meanwhile == ('正在收', '1 / 6 个文件')
    assert summary.startswith('收到6个文件（压缩包内1个）')
    told = {file: word for word, file, *_ in (line.split('\t') for line in lines)}
    assert told.pop(SCAN) == ('登记' if stack.is_installed() else '待识别')
    assert told == {
        '乙县报表.zip': '拆开',
        '乙县报表.zip/附件1.xlsx': '登记',
        '坏.docx': '无法读取',
        '复函.pdf': '登记',
        '通知.docx': '登记',
        RETURN: '登记',
    }
    assert len(entries(desk.place('示例甲'))) == 5


def tab_to(page, words):
    """Press Tab until what has the focus says these words, then Enter."""
    for _ in range(60):
        page.keyboard.press('Tab')
        if words in page.evaluate("document.activeElement.innerText || ''"):
            break
    else:
        pytest.fail(f'no Tab leads to {words}')
    page.keyboard.press('Enter')


def test_a_scan_is_reviewed_by_keyboard_alone(page, desk):
    if not stack.is_installed():
        missing('the recogniser is not installed: make setup OCR=1')
    tab_to(page, '待核')
    page.wait_for_url('**/review')
    tab_to(page, '扫描件.jpg')
    framed = page.locator('.sheet rect.here')
    assert around(framed, TICK)
    before = framed.get_attribute('x')
    page.keyboard.press('e')
    page.keyboard.type('否')
    page.keyboard.press('Enter')
    expect(framed).not_to_have_attribute('x', before)
    assert around(framed, FIGURE)
    page.keyboard.press('Enter')
    page.locator('#finished').wait_for()
    assert page.inner_text('#left') == '0'
    facts = one_named(desk.place('示例甲'), '示例市甲一商会').facts
    assert (facts['staff_total'], facts['established']) == (15, False)


def around(framed, pixel):
    """Whether the frame on the page holds this pixel of the scan."""
    framed.wait_for()
    x, y, width, height = (float(framed.get_attribute(name)) for name in ('x', 'y', 'width', 'height'))
    across, down = (72 / DPI * one for one in pixel)
    return x < across < x + width < x + 250 and y < down < y + height < y + 60


def opened(page, about):
    """The question about this organisation on the page of the return, with the focus on it."""
    page.goto('/review')
    page.get_by_role('link', name=RETURN, exact=True).click()
    card = page.locator('.ask', has=page.locator('header b', has_text=about))
    card.focus()
    return card


def test_a_line_is_matched_to_one_of_its_candidates_by_a_number_key(page, desk):
    card = opened(page, '示例市丙三学较')
    named = card.locator('.candidates b').all_inner_texts()
    assert sorted(named) == ['示例市丙三学校', '示例市丙三学院']
    assert '名称相近' in card.inner_text()
    page.keyboard.press(str(1 + named.index('示例市丙三学校')))
    expect(page.locator('.ask.done .came')).to_contain_text('已对应到')
    place = desk.place('示例甲')
    assert one_named(place, '示例市丙三学校').facts['staff_full_time'] == 10
    assert 'staff_full_time' not in one_named(place, '示例市丙三学院').facts


def test_another_organisation_is_found_in_place_without_the_mouse(page, desk):
    page.goto('/review')
    page.get_by_role('link', name='乙县报表.zip/附件1.xlsx').click()
    card = page.locator('.ask', has=page.locator('header b', has_text='己六'))
    card.focus()
    page.keyboard.press('f')
    page.keyboard.type('甲一')
    expect(card.locator('.found button')).to_have_count(1)
    for _ in '甲一':
        page.keyboard.press('Backspace')
    page.keyboard.type('丙三')
    page.keyboard.press('Enter')
    expect(card.locator('.found button').first).to_be_focused()
    named = card.locator('.found button').all_inner_texts()
    assert [one.split()[0] for one in named] == ['1', '2']
    page.keyboard.press('ArrowDown')
    expect(card.locator('.found button').nth(1)).to_be_focused()
    page.keyboard.press(str(1 + [one.split()[1] for one in named].index('示例市丙三学院')))
    expect(page.locator('.ask.done .came')).to_contain_text('示例市丙三学院；这一行已入账')
    page.keyboard.press('u')
    expect(page.locator('.ask.done')).to_have_count(0)


def test_the_second_of_two_who_save_is_shown_both_versions(page, chromium, base, signed, desk):
    session = signed('reviewer').cookies['shoufa_session']
    colleague = chromium.new_context(base_url=base)
    colleague.add_cookies([{'name': 'shoufa_session', 'value': session, 'url': base}])
    other = colleague.new_page()
    mine, theirs = opened(page, '示例市乙二协会'), opened(other, '示例市乙二协会')
    other.keyboard.press('1')
    expect(theirs).to_have_class(re.compile(r'\bdone\b'))
    colleague.close()
    page.keyboard.press('2')
    came = mine.locator('.came.fault')
    expect(came).to_contain_text('您看到的是：待核；来文“9”；台账“8”')
    expect(came).to_contain_text('现在是：已按来文；来文“9”；台账“9”')
    assert '示例reviewer' in came.inner_text()
    assert one_named(desk.place('示例甲'), '示例市乙二协会').facts['staff_total'] == 9
    page.faults[:] = [told for told in page.faults if '409' not in told]
    came.get_by_role('button', name='看现在的').click()
    expect(mine.locator('.came.fault')).to_have_count(0)


def test_a_duty_of_the_notice_is_closed_with_a_paper_as_its_evidence(page, desk):
    tab_to(page, '期限')
    page.wait_for_url('**/due')
    tab_to(page, '将台账报送省民政厅')
    field = page.locator('form.close [data-evidence]')
    field.focus()
    page.keyboard.type('复函')
    page.locator('datalist option').wait_for(state='attached')
    for key in ('ArrowDown', 'Enter', 'Enter'):
        page.keyboard.press(key)
    page.locator('#told >> text=佐证').wait_for()
    with reading(desk.place('示例甲').engine) as connection:
        duty = next(one for one in obligations.list_duties(connection) if one.report_to == '省民政厅')
    assert (duty.state, '复函' in duty.evidence) == ('closed', True)
