"""Every page of the demonstration's office, found by its links: judged by axe-core, measured, in chromium."""

import io
import re
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
from docx import Document
from PIL import Image
from playwright.sync_api import Error as PageError

from desk.addresses import ADDRESSES
from desk.desk import open_desk
from office import demo, people
from office.correcting import correct
from tests.desk.conftest import PASSWORD, serving, signed_in_page

LINKS = (
    "[...document.links].map(link => link.getAttribute('href')).filter(href => href && href.startsWith('/'))"
)
WIDTHS = ((1366, 768), (1920, 1080))
TOO_WIDE = 'document.documentElement.scrollWidth - innerWidth'
SERIOUS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(one => ['serious', 'critical'].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)"""


def patterns():
    """Each page's address as an expression, for links to be told apart by what they open."""
    for address in ADDRESSES:
        if address.method == 'GET' and address.path not in {'/first', '/login'}:
            yield address.path, re.compile(re.sub(r'\{\w+(:\w+)?\}', '[^/]+', address.path) + '$')


def crawl(page):
    """One link for every page's address that can be reached, each address once."""
    waiting, seen = ['/'], {}
    while waiting:
        link = waiting.pop(0)
        path = link.partition('?')[0].partition('#')[0]
        known = next((name for name, pattern in patterns() if pattern.match(path)), None)
        if known is None or known in seen:
            continue
        seen[known] = link
        if not opens(page, link):
            continue
        yield known
        waiting += page.evaluate(LINKS)


def opens(page, link):
    """Go there; False where it is a file to keep, or a picture, and no page."""
    try:
        page.goto(link)
    except PageError as error:
        if 'Download is starting' in str(error) or 'ERR_ABORTED' in str(error):
            return False
        raise
    return page.evaluate('document.contentType') == 'text/html'


@pytest.fixture(scope='module')
def demonstration(tmp_path_factory, quick_hashing) -> Path:
    root = tmp_path_factory.mktemp('示例') / '办公室'
    demo.settle_in(root)
    demo.first_day(root, demo.TODAY)
    list(demo.morning_post(root, demo.TODAY))
    demo.papers(root, demo.TODAY)
    with open_desk(root, demo.TODAY) as desk:
        people.first_administrator(desk.place('测试'), 'first', '示例甲', PASSWORD)
    return root


def test_no_page_has_a_serious_fault_or_is_too_wide(demonstration, chromium, judges, drawer):
    axe = (judges / 'node_modules' / 'axe-core' / 'axe.min.js').read_text('utf-8')
    faults, seen = [], []
    with (
        open_desk(demonstration, demo.TODAY) as desk,
        serving(desk) as base,
        signed_in_page(chromium, base, bypass_csp=True) as page,
    ):
        for name in crawl(page):
            seen.append(name)
            faults += [f'{name}: {told}' for told in faults_of(page, axe, partial(drawer, name, page))]
    assert faults == []
    assert len(seen) >= 20, seen


def unlinked(place):
    """Pages that no link of the demonstration leads to, by the name of their pictures."""
    letter = next(path.name for path in sorted(place.rooms.outbox.glob('选派函_*.docx')))
    yield from {
        'fault': '/nothing',
        'review-loose': '/review/loose',
        'outgoing-adopt': f'/outgoing/adopt?file={letter}',
        'campaign-pack-comments': '/campaign/dongguan_2016/comments',
        'campaign-pack-responsible': '/campaign/sanmenxia_2011/responsible',
        'campaign-pack-clear': '/campaign/liaoning_2016/clear',
    }.items()


def test_pages_without_a_link_have_no_serious_fault_either(demonstration, chromium, judges, drawer):
    axe = (judges / 'node_modules' / 'axe-core' / 'axe.min.js').read_text('utf-8')
    faults = []
    with open_desk(demonstration, demo.TODAY) as desk, serving(desk) as base:
        context = chromium.new_context(base_url=base, bypass_csp=True)
        door = context.new_page()
        door.goto('/login')
        faults += [f'login: {told}' for told in faults_of(door, axe, partial(drawer, 'login', door))]
        context.close()
        with signed_in_page(chromium, base, bypass_csp=True) as page:
            for name, address in unlinked(desk.place('测试')):
                page.goto(address)
                faults += [f'{name}: {told}' for told in faults_of(page, axe, partial(drawer, name, page))]
            page.goto('/ledger/import')
            page.set_input_files('input[type=file]', demonstration / '台账.xlsx')
            page.click('main button:has-text("先看")')
            page.wait_for_selector('main table')
            faults += [
                f'preview: {told}' for told in faults_of(page, axe, partial(drawer, 'ledger-preview', page))
            ]
    assert faults == []


def results(page, place):
    """Pages that come of an act, each standing there as its name is given."""
    folder = place.rooms.root.parent
    page.goto('/upload')
    page.set_input_files('#files', folder / '台账.xlsx')
    page.wait_for_url('**/upload/*')
    page.wait_for_selector('#state.green, #state.red')
    yield 'upload-key'
    page.goto('/ledger')
    page.click('button:has-text("导出 Excel")')
    page.wait_for_selector('main a.button:has-text("下载")')
    page.wait_for_load_state()
    yield 'ledger-export-key'
    page.goto('/organisation/1/correct')
    page.fill('[name="v.staff_total"]', '991')
    page.fill('#why', '核对')
    correct(place, '1', {'staff_total': 990}, '同事先改')
    page.click('text=保存更正')
    page.wait_for_selector('text=没有保存')
    yield 'organisation-stale'
    page.goto('/forms')
    page.set_input_files('main input[type=file]', folder / '调查表.docx')
    page.click('main form[action="/forms/draft"] button')
    page.wait_for_url('**/forms/draft/*')
    yield 'forms-draft'
    letter = next(path.name for path in sorted(place.rooms.outbox.glob('选派函_*.docx')))
    page.goto(f'/outgoing/paper/{letter}')
    number = page.locator('[data-number]').first.get_attribute('data-number')
    page.goto(f'/trace/figure?{urlencode({"file": letter, "n": number})}')
    yield 'trace-figure'
    page.goto(f'/outgoing/issue?{urlencode({"file": letter})}')
    page.fill('#numbers', '1')
    page.fill('#signed_by', '示例九')
    page.click('text=编号、写入日期并登记')
    page.wait_for_selector('text=已编号1份')
    yield 'outgoing-issued'


def test_what_comes_of_an_act_has_no_serious_fault_either(demonstration, chromium, judges, drawer):
    axe = (judges / 'node_modules' / 'axe-core' / 'axe.min.js').read_text('utf-8')
    blank = Document()
    blank.add_paragraph('社会组织党建情况调查表')
    table = blank.add_table(2, 4)
    for cell, text in zip(table.rows[0].cells, ('单位名称', '', '党员人数', ''), strict=True):
        cell.text = text
    blank.save(demonstration.parent / '调查表.docx')
    shutil.copy(demonstration / '台账.xlsx', demonstration.parent / '台账.xlsx')
    with (
        open_desk(demonstration, demo.TODAY) as desk,
        serving(desk) as base,
        signed_in_page(chromium, base, bypass_csp=True) as page,
    ):
        faults = [
            f'{name}: {told}'
            for name in results(page, desk.place('示例甲'))
            for told in faults_of(page, axe, partial(drawer, name, page))
        ]
    assert faults == []


def test_the_page_of_the_first_day_has_no_serious_fault(founded_bare, chromium, judges, drawer):
    axe = (judges / 'node_modules' / 'axe-core' / 'axe.min.js').read_text('utf-8')
    with open_desk(founded_bare, demo.TODAY) as desk, serving(desk) as base:
        context = chromium.new_context(base_url=base, bypass_csp=True)
        page = context.new_page()
        page.goto('/first')
        assert list(faults_of(page, axe, partial(drawer, 'first', page))) == []
        context.close()


@pytest.fixture
def drawer(request):
    """drawer(address, page): its picture in the folder of --draw-pages; nothing without that option."""
    folder = request.config.getoption('--draw-pages')

    def draw(name, page):
        file = (
            name.strip('/')
            .translate(str.maketrans('/', '-', '{}'))
            .replace(':int', '')
            .replace('-file:path', '')
            or 'today'
        )
        picture = Image.open(io.BytesIO(page.screenshot())).convert(
            'P', palette=Image.Palette.ADAPTIVE, colors=64
        )
        picture.save(Path(folder) / f'{file}-{picture.width}.png', optimize=True)

    return draw if folder else lambda name, page: None


def faults_of(page, axe, draw):
    """What axe-core finds serious on a page as it stands, and where it is wider than a screen."""
    for width, height in WIDTHS:
        page.set_viewport_size({'width': width, 'height': height})
        draw()
        if page.evaluate(TOO_WIDE) > 0:
            yield f'wider than {width}'
    page.evaluate(axe)
    yield from page.evaluate(SERIOUS)
