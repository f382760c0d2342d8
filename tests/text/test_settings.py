from dataclasses import dataclass
from typing import Literal

import pytest

from model.errors import BadSetting
from text.settings import toml_to_settings


@dataclass(frozen=True)
class Unit:
    name: str
    kind: Literal['a', 'b'] = 'a'
    counties: tuple[str, ...] = ()
    days: int = 2


def read(text):
    return toml_to_settings(text.encode(), Unit, "设置文件")


def test_settings_become_a_value_with_its_defaults():
    assert read('name = "示例"\ncounties = ["甲县"]') == Unit('示例', 'a', ('甲县',), 2)


@pytest.mark.parametrize(
    ('text', 'fault'),
    [
        ('days = 3', 'name缺少必填项'),
        ('name = "示例"\nnmae = "x"', '最外层有不认识的项（nmae）'),
        ('name = 3', 'name类型不对'),
        ('name = "示例"\ndays = "3"', 'days类型不对'),
        ('name = "示例"\nkind = "c"', 'kind'),
        ('name = ', '不是正确的 TOML'),
    ],
)
def test_a_fault_names_the_file_and_the_key(text, fault):
    with pytest.raises(BadSetting, match='设置文件') as raised:
        read(text)
    assert fault in raised.value.message


def test_another_encoding_is_told():
    with pytest.raises(BadSetting, match='UTF-8'):
        toml_to_settings('name = "示例"'.encode('gb18030'), Unit, "设置文件")
