import pytest

from model.errors import BadSetting
from office import planning


def test_a_wrong_pack_stops_only_itself(place):
    place.rooms.packs.mkdir(exist_ok=True)
    (place.rooms.packs / '坏.toml').write_text('title = ', 'utf-8')
    assert '坏' not in planning.packs(place)
    assert '坏.toml' in planning.faulty_packs(place)['坏'].message
    with pytest.raises(BadSetting, match='坏'):
        planning.pack_named(place, '坏')


def test_a_wrong_pack_of_a_running_campaign_is_told_at_once(place):
    planning.start(place, 'sanmenxia_2011')
    place.rooms.packs.mkdir(exist_ok=True)
    (place.rooms.packs / 'sanmenxia_2011.toml').write_text('title = ', 'utf-8')
    with pytest.raises(BadSetting, match='sanmenxia_2011'):
        planning.packs(place)
