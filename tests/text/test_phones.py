from text.phones import mask_phone


def test_the_middle_of_a_number_is_hidden():
    assert mask_phone('0000-1234567、13800000000') == '0000-12***67、13*******00'


def test_an_extension_or_a_year_is_no_number():
    assert mask_phone('转8012，2026年') == '转8012，2026年'
