"""One office, several names: each with mark, code, series, seal; an inner section issues nothing (G8)."""

import datetime as dt

import pytest

from model.errors import BadSetting, CannotStart, UsageFault
from office.config import load_office, open_workplace
from office.issuing_names import issuing_named
from tests.office.conftest import SETTINGS

GROUP = """
[[issuing_names]]
id = "group"
name = "示例市社会组织党建工作领导小组办公室"
mark = "示例市社会组织党建工作领导小组办公室"
organ_code = "示社党办"
series = "示社党"
kind = "party"
printed_by = "示例市民政局办公室"
seal = "示例市民政局"

[[issuing_names.joint_with]]
name = "示例市教育局"

[[issuing_names]]
id = "section"
name = "示例市民政局社会组织科"
mark = "示例市民政局社会组织科"
organ_code = "示民社"
kind = "government"
printed_by = "示例市民政局办公室"
inner = true
"""


def load(tmp_path, text):
    path = tmp_path / 'office.toml'
    path.write_text(text, 'utf-8')
    return load_office(path)


def test_a_name_has_its_series_its_seal_and_its_partners(tmp_path):
    office = load(tmp_path, SETTINGS + GROUP)
    group = office.issuing_names[2]
    assert (group.series, group.seal, group.joint_with[0].name) == ('示社党', '示例市民政局', '示例市教育局')


@pytest.mark.parametrize(
    ('old', 'new', 'told'),
    [
        ('id = "group"', 'id = "party"', '两个 issuing_names 的 id 都是“party”'),
        ('dispatch_as = "party"', 'dispatch_as = "没有"', 'dispatch_as = “没有”不在'),
        ('organ_code = "示社党办"', 'organ_code = "示社党办〔2026〕"', 'organ_code 只写代字'),
        ('series = "示社党"', 'series = ""', 'series 是空的'),
        ('name = "示例市教育局"', 'name = "示例市社会组织党建工作领导小组办公室"', 'joint_with'),
        ('[contact]', '[outgoing]\nsteps = ["received"]\n\n[contact]', '必经环节'),
        ('[contact]', '[outgoing]\nsteps = ["拟稿"]\n\n[contact]', 'outgoing.steps'),
    ],
)
def test_faults_of_the_names_are_told(tmp_path, old, new, told):
    text = SETTINGS + GROUP
    assert old in text
    with pytest.raises(BadSetting, match=told):
        load(tmp_path, text.replace(old, new))


def test_a_name_is_chosen_by_its_id_and_an_inner_section_refused(rooms):
    (rooms.root / 'office.toml').write_text(SETTINGS + GROUP, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        assert issuing_named(place, 'group').organ_code == '示社党办'
        assert issuing_named(place, 'section', formal=False).inner
        with pytest.raises(CannotStart, match='第十七条'):
            issuing_named(place, 'section')
        with pytest.raises(UsageFault, match='group（示例市社会组织党建工作领导小组办公室）'):
            issuing_named(place, '没有')
