from text.phones import mask_phone, mask_phones_in


def test_the_middle_of_a_number_is_hidden():
    assert mask_phone('0000-1234567、13800000000') == '0000-12***67、13*******00'


def test_an_extension_or_a_year_is_no_number():
    assert mask_phone('转8012，2026年') == '转8012，2026年'


def test_spaces_and_marks_around_it_hide_no_telephone():
    assert mask_phone('138 0000 1111') == '13*********11'
    assert mask_phones_in('电话：2812345，138-0000-1111') == '电话：28***45，13*********11'
    assert mask_phones_in('示民函〔2026〕12号、20260313') == '示民函〔2026〕12号、20260313'
