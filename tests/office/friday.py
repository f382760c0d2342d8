"""The office of story S5 on Friday, 13 March 2026: nine returns, a picture, a baseline of all twelve."""

import datetime as dt
import json

from office.config import Rooms, open_workplace
from office.planning import start
from tests.office.collected import CAMPAIGN, COUNTIES, PACK, picture, totals
from tests.office.conftest import SETTINGS
from tests.office.test_rounds_counted import BASELINE, REPORTED

DAY = dt.date(2026, 3, 13)


def settle(rooms: Rooms) -> None:
    """The office, its campaign and what came in; all that reported also told a baseline of 41 and 11."""
    settings = SETTINGS.replace('["甲县", "乙县", "丙县"]', json.dumps(COUNTIES, ensure_ascii=False))
    (rooms.root / 'office.toml').write_text(settings, 'utf-8')
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 2, 21)) as place:
        start(place, CAMPAIGN)
        for county in COUNTIES:
            eligible, established = BASELINE.get(county, (41, 11))
            totals(place, '2026-02-21', f'{county}/附件1.xlsx', eligible=eligible, established=established)
    with open_workplace(rooms.root, DAY) as place:
        for county, (eligible, established) in REPORTED.items():
            totals(place, '2026-03-12', f'{county}/附件1.xlsx', eligible=eligible, established=established)
        picture(place, '2026-03-12', '丑区/扫描件0001.jpg')
