"""Which field a blank stands for."""

from forms.blanks import document_to_blanks
from forms.load import definitions
from tests.forms.build import document, table
from text.labels import fields_to_index

FIELDS = next(form for form in definitions() if form.id == 'baseline_registration').fields


def fields(*blocks):
    found = document_to_blanks(document(*blocks), index=fields_to_index(FIELDS))
    return [(blank.label, blank.field) for blank in found]


def test_a_known_label_names_its_field_and_an_unknown_one_none():
    assert fields(table('单位名称||吉祥物|')) == [('单位名称', 'org_name'), ('吉祥物', None)]


def test_a_section_and_the_label_before_on_the_line_tell_whose_it_is():
    assert fields(table('法定代表人|姓名|'), '填表人：      联系电话：') == [
        ('法定代表人/姓名', 'legal_rep'),
        ('填表人', 'filled_by'),
        ('联系电话', 'filled_by_phone'),
    ]


def test_another_bodys_telephone_is_not_the_organisations():
    assert fields(table('单位名称||电话|', '业务主管单位||电话|')) == [
        ('单位名称', 'org_name'),
        ('电话', 'phone'),
        ('业务主管单位', 'competent_authority'),
        ('电话', None),
    ]


def test_a_form_about_a_person_asks_for_his_own_telephone():
    assert fields(table('单位名称|', '姓名|', '联系电话|')) == [
        ('单位名称', 'org_name'),
        ('姓名', None),
        ('联系电话', None),
    ]


def test_what_is_kept_of_nobody_has_no_field():
    assert fields(table('身份证号||民族|')) == [('身份证号', None), ('民族', None)]


def test_lists_within_one_organisations_form_and_sums_have_no_fields():
    form = table('单位名称|<||', '机构名称|<|地址|<', '|<||<', '|<||<')
    assert {field for label, field in fields(form) if label != '单位名称'} == {None}
    rows = ('单位名称|从业人员总数|党员总数', '||', '||', '合计||')
    assert [field for _, field in fields(table(*rows))][-2:] == [None, None]
    assert [field for _, field in fields(table(*rows))][:3] == ['org_name', 'staff_total', 'members_total']


def test_a_field_of_numbers_wants_a_number():
    (blank,) = document_to_blanks(document(table('党员情况|正式党员|')), index=fields_to_index(FIELDS))
    assert (blank.field, blank.kind) == ('full_members', 'number')


def test_without_an_index_no_blank_has_a_field():
    assert {blank.field for blank in document_to_blanks(document(table('单位名称|')))} == {None}


def test_another_name_of_the_legal_representative_is_his_too_and_a_deputys_is_not():
    assert fields(table('单位名称|', '法定代表人|', '法人代表/会长|', '负责人|')) == [
        ('单位名称', 'org_name'),
        ('法定代表人', 'legal_rep'),
        ('法人代表／会长', 'legal_rep'),
        ('负责人', None),
    ]
    assert fields(table('副理事长|姓名|', '^|电话|', '副会长|姓名|')) == [
        ('副理事长/姓名', None),
        ('副理事长/电话', None),
        ('副会长/姓名', None),
    ]
    assert fields(table('单位名称|<|<|', '秘书长||电话|')) == [
        ('单位名称', 'org_name'),
        ('秘书长', None),
        ('电话', None),
    ]
