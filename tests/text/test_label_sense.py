"""Labels are understood by the sense of their words; what only looks alike is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.load import definitions
from tests.text.label_senses import LOOK_ALIKES, LOOK_ALIKES_IN_SECTIONS, MEANT, SECTIONED, UNKNOWN
from text.label_near import labels_to_keys, may_be_near, near
from text.labels import LabelIndex, fields_to_index, is_label_like, is_section, match_label
from text.senses import label_to_sense

INDEX = {one.id: fields_to_index(one.fields) for one in definitions()}
SURVEY = INDEX['party_building_survey']


def meant(path: str, index: LabelIndex, beside: tuple[str, ...] = ()) -> str | None:
    *sections, label = path.split('/')
    match = match_label(label, index, tuple(reversed(sections)), beside)
    return match.field.id if match and match.field.personal != 'never' else None


@pytest.mark.parametrize('table', [MEANT, SECTIONED])
def test_labels_in_other_words_are_understood(table: dict[str, str]) -> None:
    for form, lines in table.items():
        for line in lines.replace('\n  ', ' ').strip().splitlines():
            field, _, labels = line.partition(': ')
            assert {path: meant(path, INDEX[form]) for path in labels.split()} == dict.fromkeys(
                labels.split(), field
            )


@pytest.mark.parametrize('table', [LOOK_ALIKES, LOOK_ALIKES_IN_SECTIONS])
def test_labels_that_only_look_alike_are_none_of_ours(table: dict[str, str]) -> None:
    for form, labels in table.items():
        found = {path: meant(path, INDEX[form]) for path in labels.split()}
        assert found == dict.fromkeys(found)


@pytest.mark.parametrize('label', UNKNOWN.split())
def test_what_is_not_understood_is_missing(label: str) -> None:
    assert meant(label, SURVEY) is None


def test_a_label_told_by_its_sense_is_asked_about() -> None:
    match = match_label('基层党组织创建日期', SURVEY)
    assert match is not None
    assert match.field.id == 'established_on'
    assert 0.8 < match.score < 0.9
    exact = match_label('组织名称', SURVEY, ('单位基本情况',))
    assert exact is not None
    assert exact.score == 1.0


@pytest.mark.parametrize(
    ('label', 'neighbour', 'field'),
    [
        ('手机号', '党支部现任书记', 'party_head_phone'),
        ('联络电话', '派驻指导员姓名', 'instructor_phone'),
        ('手机号', '办公地址', 'phone'),
        ('总数', '党支部现任书记', None),
    ],
)
def test_a_neighbour_says_whose_a_telephone_is(label: str, neighbour: str, field: str | None) -> None:
    assert meant(label, SURVEY, (neighbour,)) == field


def test_a_form_that_counts_leaders_keeps_the_others_apart() -> None:
    assert meant('全体工作人员专职人数', INDEX['annual_party_report']) == 'workers_ft'
    assert meant('全体从业人员专职人数', INDEX['annual_party_report']) is None
    assert meant('全体工作人员专职人数', SURVEY) == 'staff_full_time'


def test_a_bare_count_under_a_section_of_both_is_nobody_s_members() -> None:
    assert meant('从业人员和党员情况/兼职人数', SURVEY) == 'staff_part_time'
    assert meant('从业人员和党员情况/兼职', SURVEY) is None


@pytest.mark.parametrize('text', ['党支部书记信息', '党员构成', '从业人员概况', '党建指导员情况一栏'])
def test_headings_of_groups(text: str) -> None:
    assert is_section(text, SURVEY)
    assert is_label_like(text, SURVEY)


@pytest.mark.parametrize(
    'text',
    [
        '社团',
        '民非',
        '共产党员',
        '编号',
        '在职人员',
        '示例协会',
        '兼职',
        '联合组建',
        '预备',
        '全职',
        '党总支',
    ],
)
def test_words_filled_in_are_no_labels_of_a_known_sense(text: str) -> None:
    sense = label_to_sense(text)
    assert sense is None or sense.vague


def test_a_numbered_label_is_one() -> None:
    assert is_label_like('8．专职领导人员数', INDEX['annual_party_report'])
    assert is_label_like('（12）兼职员工数', SURVEY)


LABELS = tuple(SURVEY.exact)


@given(st.sampled_from(LABELS), st.integers(0, 12), st.sampled_from('数总人名的党建'), st.booleans())
def test_every_label_near_a_misprinted_one_is_looked_at(
    label: str, place: int, letter: str, instead: bool
) -> None:
    printed = label[:place] + letter + label[place + instead :]
    looked = set(may_be_near(printed, labels_to_keys(LABELS)))
    alike = {one for one in LABELS for countable in (False, True) if near(printed, one, countable=countable)}
    assert alike <= looked


@given(st.text('党员组织名称情况数未拟副(、', max_size=12), st.text('党员情况信息', max_size=6))
def test_never_raises(label: str, section: str) -> None:
    match_label(label, SURVEY, (section,), (section,))
    is_section(section, SURVEY)
