"""The forms that are known, as people read them."""


def test_a_form_is_shown_label_first_with_type_and_options(shoufa):
    done = shoufa('forms', 'show', 'annual_party_report')
    lines = done.stdout.splitlines()
    assert lines[1].split() == ['栏目', '类型', '单位', '对应的项', '选项']
    assert next(line for line in lines if line.startswith('社会组织名称')).split() == [
        '社会组织名称', '文字，必填', 'org_name'
    ]  # fmt: skip
    assert '社会团体、民办非企业单位、基金会' in done.stdout
    assert '也写作' not in done.stdout


def test_other_spellings_are_shown_where_they_are_asked_for(shoufa):
    done = shoufa('forms', 'show', 'annual_party_report', '--all')
    assert '也写作：' in done.stdout
