"""A campaign in the browser from its start to its letters: plan accepted, people sent, letters numbered."""

import datetime as dt
import zipfile

import pytest

from office.importing import import_ledger
from office.instructing import import_instructors
from office.plan_looking import lines_of
from office.sending_people import served
from tests.outgoing.penned import rewritten, saved_by_wps, text_of

PACK = 'gansu_2016'
LEDGER = """\
name,region,supervisor,是否建立党组织,党员总数
示例甲会,甲县,,否,4
示例乙会,乙县,,否,3
示例丙会,丙县,,是,5
"""
PEOPLE = '姓名,单位,电话\n示例一,示例市民政局,0000-1234511\n示例二,示例市民政局,0000-1234512\n'
OLD, NEW = "请贵会积极支持配合", "请贵会予以支持"


@pytest.fixture
def listed(place, tmp_path):
    for name, text, load in (('台账', LEDGER, import_ledger), ('指导员', PEOPLE, import_instructors)):
        path = tmp_path / f'{name}.csv'
        path.write_text(text, 'utf-8')
        load(place, path)
    return place


@pytest.fixture
def page(browser_page, listed):
    """Who asks whether one is sure is told yes."""
    browser_page.on('dialog', lambda dialog: dialog.accept())
    return browser_page


def accept_the_plan(page):
    page.goto(f'/campaign/{PACK}/draft')
    page.click('button:has-text("启动活动")')
    page.goto(f'/campaign/{PACK}/plan')
    page.click('button:text-is("拟计划")')
    page.check('#all')
    page.click('text=采用所选')
    page.wait_for_selector('#told >> text=已办2行')


def send_people(page):
    page.goto(f'/campaign/{PACK}/select')
    page.fill('[name=start]', '2026-03-16')
    page.click('text=登记拟安排的')
    page.wait_for_selector('#told p')


def change_the_first_letter(page, folder):
    """Download it, change it in an office program, upload it, carry the change to the other."""
    page.click('tbody tr:first-child a')
    with page.expect_download() as got:
        page.click('text=下载 Word')
    edited = folder / '改稿.docx'
    edited.write_bytes(saved_by_wps(rewritten(got.value.path().read_bytes(), OLD, NEW)))
    page.set_input_files('#edited', edited)
    page.click('text=换成这一稿')
    page.click('text=带入勾选的改动')
    page.wait_for_selector('text=已改模板')


def number_them(page):
    page.goto('/outgoing?batch=1')
    page.check('[data-all]')
    page.click('button:has-text("编号")')
    page.fill('#numbers', '21-22')
    page.fill('#signed_by', '示例九')
    page.click('text=编号、写入日期并登记')
    page.wait_for_selector('text=已编号2份')


def test_letters_come_of_an_accepted_plan_and_are_changed_numbered_and_downloaded(page, listed, tmp_path):
    accept_the_plan(page)
    assert [(one.name, one.state) for one in lines_of(listed, PACK)] == [
        ('示例甲会', 'accepted'),
        ('示例乙会', 'accepted'),
    ]
    send_people(page)
    assert served(listed, dt.date(2026, 3, 16)) == 2
    page.goto('/outgoing/new')
    page.click('text=起草选派函')
    page.wait_for_selector('#told >> text=已起草：2份')
    change_the_first_letter(page, tmp_path)
    number_them(page)
    page.goto('/outgoing?batch=1')
    with page.expect_download() as got:
        page.click('text=整批下载')
    with zipfile.ZipFile(got.value.path()) as packed:
        texts = [text_of(packed.read(name)) for name in sorted(packed.namelist())]
    told = [(NEW in text, OLD in text, '〔2026〕2' in text) for text in texts]
    assert told == [(True, False, True)] * 2
    assert sorted(name for text in texts for name in ('示例甲会', '示例乙会') if name in text) == [
        '示例乙会',
        '示例甲会',
    ]
    assert page.faults == []
