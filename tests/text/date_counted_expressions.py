"""Limits counted from something, recurrences, durations and hours, as in tests/text/date_expressions.py.

rel= is a limit as value, unit and what it counts from; rec= is a recurrence as every, unit and times.
"""

from __future__ import annotations

COUNTED = """\
【自收到本通知之日起10个工作日内】反馈。 = relative rel=10workday<收到本通知 +anchor_missing
【收到本通知后5日内】反馈。 = relative rel=5day<收到本通知 +anchor_missing
【接到通知后三日内】报送。 = relative rel=3day<接到通知 +anchor_missing
【文件下发后一周内】上报。 = relative ..2026-03-12 rel=7day<issue
【文件下发之日起一周内】上报。 = relative ..2026-03-12 rel=7day<issue
【本通知印发之日起30日内】制定办法。 = relative ..2026-04-04 rel=30day<issue
【登记后5个工作日内】录入系统。 = relative rel=5workday<登记 +anchor_missing
【会议结束后3日内】报送纪要。 = relative rel=3day<会议结束 +anchor_missing
【活动结束后10日内】报送总结。 = relative rel=10day<活动结束 +anchor_missing
【每季度结束后15日内】报送报表。 = recurrence rel=15day<季度结束 rec=1quarter
【每季度终了后15日内】报送报表。 = recurrence rel=15day<季度结束 rec=1quarter
【每月结束后5日内】报送。 = recurrence rel=5day<月结束 rec=1month
【每年结束后一个月内】报送。 = recurrence rel=1month<年结束 rec=1year
【30日内】报送。 = relative rel=30day +anchor_missing
【一个月内】完成整改。 = relative rel=1month +anchor_missing
【半年内】完成组建。 = relative rel=6month +anchor_missing
【半个月内】完成组建。 = relative rel=15day +anchor_missing
【两周内】反馈。 = relative rel=14day +anchor_missing
【三年内】实现覆盖。 = relative rel=3year +anchor_missing
【一周之内】反馈。 = relative rel=7day +anchor_missing
【15个自然日内】反馈。 = relative rel=15day +anchor_missing
【48小时内】报告。 = relative rel=48hour +anchor_missing
【自3月10日起15日内】报送。 = relative ..2026-03-25 rel=15day<3月10日 +year_inferred
【3月10日起10个工作日内】公示。 = relative ..2026-03-24 rel=10workday<3月10日 +year_inferred
公示【期为5个工作日】。 = duration rel=5workday
【公示5个工作日】。 = duration rel=5workday
【自公示之日起5个工作日内】提出。 = relative rel=5workday<公示 +anchor_missing
【自批准之日起六十日内】办理登记。 = relative rel=60day<批准 +anchor_missing
【换届后三十日内】备案。 = relative rel=30day<换届 +anchor_missing
应当【自变更之日起30个工作日内】报备。 = relative rel=30workday<变更 +anchor_missing
【选举结果确定后7日内】报批。 = relative rel=7day<选举结果确定 +anchor_missing
【提前15日】书面报告。 = relative rel=-15day +anchor_missing
【会前3日】报送名单。 = relative rel=-3day<会 +anchor_missing
【至少提前5个工作日】提出申请。 = relative rel=-5workday +anchor_missing
【会议召开10日前】书面通知。 = relative rel=-10day<会议召开 +anchor_missing
【任期届满前3个月】提出。 = relative rel=-3month<任期届满 +anchor_missing
【任期届满前三个月内】提出。 = relative rel=-3month<任期届满 +anchor_missing +fuzzy
【届满6个月前】书面报告。 = relative rel=-6month<届满 +anchor_missing
【期满前一个月】报送总结。 = relative rel=-1month<期满 +anchor_missing
【期满后10日内】报送。 = relative rel=10day<期满 +anchor_missing
【当日】报告。 = relative rel=0day +anchor_missing
【次日上午10时前】报告。 = relative t=上午10时 rel=1day +anchor_missing
【当天】报告。 = relative rel=0day +anchor_missing
【3日内】书面报告，【7日内】整改。 = relative rel=3day +anchor_missing | relative rel=7day +anchor_missing
【3至5日内】反馈。 = relative rel=5day +anchor_missing
【3—5个工作日内】反馈。 = relative rel=5workday +anchor_missing
【5-7日内】反馈。 = relative rel=7day +anchor_missing
最长【不超过30日】。 = relative rel=30day +anchor_missing
【不得超过15个工作日】。 = relative rel=15workday +anchor_missing
【自收文之日起7日内】回复。 = relative rel=7day<收文 +anchor_missing
【收文后7日内】回复。 = relative rel=7day<收文 +anchor_missing
【自文件印发之日起1年内】有效。 = relative ..2027-03-05 rel=1year<issue
本办法自【2026年4月1日】起施行，【有效期3年】。 = date 2026-04-01..2026-04-01 | duration rel=3year
【每间隔20天】汇报一次。 = recurrence rec=20dayx1
【每20天】汇报一次。 = recurrence rec=20dayx1
【每隔10天】汇报一次。 = recurrence rec=10dayx1
【每月】到会指导不少于2次。 = recurrence rec=1monthx2
【每月】不少于2次。 = recurrence rec=1monthx2
【每月】至少开展1次主题党日。 = recurrence rec=1monthx1
【每半年】进行一次汇报。 = recurrence rec=6monthx1
【每季度末月25日前】报送。 = recurrence rec=1quarter
【每季度末前】报送。 = recurrence rec=1quarter
【每季度最后一个月25日前】报送。 = recurrence rec=1quarter
【每季度首月10日前】报送上季度报表。 = recurrence rec=1quarter
【每月5日前】报送。 = recurrence rec=1month
【每月5日前】报送【上月】情况。 = recurrence rec=1month | date 2026-02-01..2026-02-28 +year_inferred
【每月底前】报送。 = recurrence rec=1month
【每月25日下班前】报送。 = recurrence t=下班 rec=1month
【每月最后一个工作日前】报送。 = recurrence rec=1month
【每月第一周】报送。 = recurrence rec=1month
【每月的第二个星期五】为主题党日。 = recurrence rec=1month
【每年12月底前】报送。 = recurrence rec=1year
【每年12月20日前】报送。 = recurrence rec=1year
【每年1月和7月】报送。 = recurrence rec=1yearx2
【每年1月、7月】报送。 = recurrence rec=1yearx2
【每年6月和12月底前】报送。 = recurrence rec=1yearx2
【每年6月30日、12月31日前】报送。 = recurrence rec=1yearx2
【每月10日、20日前】报送。 = recurrence rec=1monthx2
【每月1日和15日】报送。 = recurrence rec=1monthx2
【每周五】报送。 = recurrence rec=1week
【每周五前】报送。 = recurrence rec=1week
【每周五下午5时前】报送。 = recurrence t=下午5时 rec=1week
【每周星期五】报送。 = recurrence rec=1week
【每两周】一次。 = recurrence rec=2weekx1
【每两周】召开一次调度会。 = recurrence rec=2weekx1
【每两个月】召开一次。 = recurrence rec=2monthx1
【每3个月】调度一次。 = recurrence rec=3monthx1
【每三年】一次换届。 = recurrence rec=3yearx1
【每5年】换届。 = recurrence rec=5year
【每日】报送进展。 = recurrence rec=1day
【每日下午5时前】报送。 = recurrence t=下午5时 rec=1day
【每工作日】报送。 = recurrence rec=1workday
【每旬】报送一次。 = recurrence rec=10dayx1
【每逢周一】调度。 = recurrence rec=1week
【每逢季末】报送。 = recurrence rec=1quarter
【每学期】至少一次。 = recurrence rec=1termx1
【一月一调度】。 = recurrence rec=1monthx1
【一季一通报】。 = recurrence rec=1quarterx1
【一年两次】督查。 = recurrence rec=1yearx2
【一周一报】。 = recurrence rec=1weekx1
【按季度】通报。 = recurrence rec=1quarter
【按月】通报进度。 = recurrence rec=1month
【按月】报送。 = recurrence rec=1month
【逐月】汇总。 = recurrence rec=1month
【半年一次】小结。 = recurrence rec=6monthx1
【半年一小结】。 = recurrence rec=6monthx1
【一年一考核】。 = recurrence rec=1yearx1
【每半年】一通报。 = recurrence rec=6month
【每半个月】报送。 = recurrence rec=15day
【每季度】不少于1次。 = recurrence rec=1quarterx1
【每年】不少于4次。 = recurrence rec=1yearx4
【每季度】至少召开1次会议，【每年】至少开展2次培训。 = recurrence rec=1quarterx1 | recurrence rec=1yearx2
实行【周报】制度。 = recurrence rec=1week
实行“【日报告】”制度。 = recurrence rec=1day
【选派期1年】。 = duration rel=1year
【任期3年】。 = duration rel=3year
【用100天时间】。 = duration rel=100day
【为期三个月】。 = duration rel=3month
【历时两个月】。 = duration rel=2month
每人【每年】。 = recurrence rec=1year
【每月】统计，【当月底前】报送。 = recurrence rec=1month | deadline +anchor_missing
【每年】开展一次，【次年1月底前】报送总结。 = recurrence rec=1yearx1 | deadline +anchor_missing
【每年3月、6月、9月、12月底前】报送。 = recurrence rec=1yearx4
【每年3月、6月、9月、12月的25日前】报送。 = recurrence rec=1yearx4
【每年第一季度】开展。 = recurrence rec=1year
【每年一季度末前】报送。 = recurrence rec=1year
【每半年末前】报送。 = recurrence rec=6month
【每周一、三、五】报送。 = recurrence rec=1week
【每周一至周五】值班。 = recurrence rec=1week
【每月前5个工作日内】报送。 = recurrence rec=1month
【每月首个工作日】报送。 = recurrence rec=1month
【每月初】报送。 = recurrence rec=1month
【每月中旬】调度。 = recurrence rec=1month
【每月20日至25日】缴纳。 = recurrence rec=1month
【每月10日】左右。 = recurrence rec=1month
【每季末月20日前】。 = recurrence rec=1quarter
【每季度第一个月10日前】。 = recurrence rec=1quarter
【每季首月15日前】。 = recurrence rec=1quarter
【各季度末前】报送。 = recurrence rec=1quarter
【逐季】报送。 = recurrence rec=1quarter
【每周四17:00前】报送。 = recurrence t=17:00 rec=1week
【每周四下班前】报送。 = recurrence t=下班 rec=1week
【每周四中午12:00前】报送。 = recurrence t=中午12:00 rec=1week
【每日16:00前】报告。 = recurrence t=16:00 rec=1day
【每年】至少开展一次。 = recurrence rec=1yearx1
【每个季度末】。 = recurrence rec=1quarter
【每一季度】报送一次。 = recurrence rec=1quarterx1
每届【任期5年】。 = duration rel=5year
每届【任期三年】。 = duration rel=3year
【自收到通知后15日内】。 = relative rel=15day<收到通知 +anchor_missing
各单位【收到通知后3日内】。 = relative rel=3day<收到通知 +anchor_missing
【接通知后5个工作日内】报送。 = relative rel=5workday<接通知 +anchor_missing
【自本通知下发之日起20日内】。 = relative ..2026-03-25 rel=20day<issue
【本通知印发后1个月内】。 = relative ..2026-04-05 rel=1month<issue
【文到之日起10日内】。 = relative rel=10day<文到 +anchor_missing
【文到后5日内】反馈。 = relative rel=5day<文到 +anchor_missing
【收文之日起5日内】。 = relative rel=5day<收文 +anchor_missing
【签收之日起3日内】。 = relative rel=3day<签收 +anchor_missing
【自登记之日起30日内】。 = relative rel=30day<登记 +anchor_missing
【自党组织批准成立之日起三个月内】。 = relative rel=3month<党组织批准成立 +anchor_missing
应在【换届选举前30日】报告。 = relative rel=-30day<换届选举 +anchor_missing
【换届选举结束后30日内】。 = relative rel=30day<换届选举结束 +anchor_missing
应在【会议召开7个工作日前】报送。 = relative rel=-7workday<会议召开 +anchor_missing
重大事项【提前10个工作日】报告。 = relative rel=-10workday +anchor_missing
事后【10日内】报告。 = relative rel=10day +anchor_missing
【2个月内】补选。 = relative rel=2month +anchor_missing
【自2026年3月10日起30日内】。 = relative ..2026-04-09 rel=30day<2026年3月10日
【2026年3月10日起三个月内】完成。 = relative ..2026-06-10 rel=3month<2026年3月10日
从【2026年4月】开始，【用3个月时间】。 = date 2026-04-01..2026-04-30 | duration rel=3month
【开学后一周内】。 = relative rel=7day<开学 +anchor_missing
于【每月10日前】报送。 = recurrence rec=1month
请于【10日内】报送。 = relative rel=10day +anchor_missing
【十日内】。 = relative rel=10day +anchor_missing
【十五日内】。 = relative rel=15day +anchor_missing
【一百二十日内】。 = relative rel=120day +anchor_missing
【15天之内】。 = relative rel=15day +anchor_missing
【十五个工作日内】。 = relative rel=15workday +anchor_missing
【15个 工作日内】。 = relative rel=15workday +anchor_missing
【每年1月10日前和7月10日前】报送。 = recurrence rec=1yearx2
【按季度】于【次月10日前】报送。 = recurrence rec=1quarter | relative rel=10next_month_day +anchor_missing
【每季度】【次月10日前】报送。 = recurrence rec=1quarter | relative rel=10next_month_day +anchor_missing
【年度终了后3个月内】。 = relative rel=3month<年度终了 +anchor_missing
【文件印发15日内】。 = relative ..2026-03-20 rel=15day<issue
自【2026年3月】起【连续3年】。 = date 2026-03-01..2026-03-31 | duration rel=3year
【自收文之日起半个月内】办结。 = relative rel=15day<收文 +anchor_missing
【每年6月底前、12月底前】各报一次。 = recurrence rec=1yearx2
【每半年（6月底、12月底前）】报送一次。 = recurrence rec=6monthx1
【每半年度】报送一次。 = recurrence rec=6monthx1
【每年“七一”前】开展走访。 = recurrence rec=1year
【每年春节前】走访慰问。 = recurrence rec=1year
【每年1—3月】集中轮训。 = recurrence rec=1year
【每天16:30】汇总进展。 = recurrence t=16:30 rec=1day
【两个月一次】例会。 = recurrence rec=2monthx1
于【每季度末月的25日前】报送。 = recurrence rec=1quarter
【每月最后一个星期五】集中学习。 = recurrence rec=1month
于【次月15曰前】报送。 = relative rel=15next_month_day +anchor_missing +repaired
【自通知印发之曰起30日内】报送。 = relative ..2026-04-04 rel=30day<issue +repaired
【3个工作曰内】报送。 = relative rel=3workday +anchor_missing +repaired
【接到通知当曰】报告。 = relative rel=0day<接到通知 +anchor_missing +repaired
【1O个工作日内】报送。 = relative rel=10workday +anchor_missing +repaired
【自收到本通知之 日起10个工 作日内】报送。 = relative rel=10workday<收到本通知 +anchor_missing
在【15 个工 作 日 内】报送。 = relative rel=15workday +anchor_missing
【每季 度结束后15 日内】报送。 = recurrence rel=15day<季度结束 rec=1quarter
【每 月 10 日前】报送。 = recurrence rec=1month
【每个工作日结束前】录入系统。 = recurrence rec=1workday
【每月结束前】录入系统。 = recurrence rec=1month
【每月5日、10日、15日和月末最后一日上午10时之前】填写。 = recurrence t=上午10时 rec=1monthx4
【每月逢5日、15日】报送。 = recurrence rec=1monthx2
【每月5、15、25日前】报送。 = recurrence rec=1monthx3
【每年1、4、7、10月】各一次。 = recurrence rec=1yearx4
于【每年的3、6、9、12月10日前】报送。 = recurrence rec=1yearx4
【每年3、6、9月底前】报送。 = recurrence rec=1yearx3
【每年上半年、下半年】各一次。 = recurrence rec=1yearx2
【每周二、周四】报送。 = recurrence rec=1week
【每周二和周四下班前】报送。 = recurrence t=下班 rec=1week
【隔周】报送一次。 = recurrence rec=2weekx1
【隔周周五】报送。 = recurrence rec=2week
【每隔周】报送。 = recurrence rec=2week
【隔月】调度一次。 = recurrence rec=2monthx1
【双周】例会。 = recurrence rec=2week
【每双周的周五】报送。 = recurrence rec=2week
【双月15日前】报送。 = recurrence rec=2month
【接此通知后，3日内】报送。 = relative rel=3day<接此通知 +anchor_missing
【在收到通知后，于3日内】报送。 = relative rel=3day<收到通知 +anchor_missing
【收到本函后，请在5个工作日内】函复。 = relative rel=5workday<收到本函 +anchor_missing
【会议结束后，应于3日内】报送纪要。 = relative rel=3day<会议结束 +anchor_missing
【会后3日内】报送纪要。 = relative rel=3day<会 +anchor_missing
完成时间：【从立项到结项一般为6个月】。 = relative rel=6month<立项 +anchor_missing
办理【时限一般为5个工作日】。 = duration rel=5workday
可【延长5个工作日】。 = duration rel=5workday
申请【延期10日】。 = duration rel=10day
【5日内】如有异议，请书面反映。 = relative rel=5day +anchor_missing
【次 月 5 日 前】报送。 = relative rel=5next_month_day +anchor_missing
"""
