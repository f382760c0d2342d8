"""Dates, deadlines and ranges as official Chinese writes them, and what each must be read as.

A line is a sentence with its expressions in 【】, then ` = ` and one value for each, parted by `|`:
kind, first..last, t=time, and a + before each flag. The paper's own day is 2026-03-05, a Thursday.
"""

from __future__ import annotations

POINTS = """\
请各县区于【2026年3月20日前】报送名单。 = deadline ..2026-03-20
请于【2026年03月20日前】将汇总表报我处。 = deadline ..2026-03-20
请于【2026-03-20前】反馈。 = deadline ..2026-03-20
请于【2026/3/20前】反馈意见。 = deadline ..2026-03-20
请于【20260320前】上传系统。 = deadline ..2026-03-20
请于【二〇二六年三月二十日前】报送。 = deadline ..2026-03-20
请于【二○二六年三月廿五日前】报送。 = deadline ..2026-03-25
请于【二O二六年三月三十一日前】报送。 = deadline ..2026-03-31 +repaired
请于 【2026 年 3 月 20 日 前】报送。 = deadline ..2026-03-20
请于【２０２６年３月２０日前】报送。 = deadline ..2026-03-20
请于【2026年3月20前】报送。 = deadline ..2026-03-20 +repaired
请于【2O26年3月2O日前】报送。 = deadline ..2026-03-20 +repaired
请于【2026年3月l5日前】报送。 = deadline ..2026-03-15 +repaired
请于【2026年3月20曰前】报送。 = deadline ..2026-03-20 +repaired
请于【2026年3用20日前】报送。 = deadline ..2026-03-20 +repaired
请于【2026年3月20目前】报送。 = deadline ..2026-03-20 +repaired
情况【截至1031日】。 = deadline ..2026-10-31 +repaired +year_inferred
请于【20266月30日前】报送。 = deadline ..2026-06-30 +repaired
请于【3月20日前】报送。 = deadline ..2026-03-20 +year_inferred
请于【三月二十日前】报送。 = deadline ..2026-03-20 +year_inferred
请于【廿五日前】报送。 = deadline ..2026-03-25 +fuzzy +year_inferred
请于【20日前】报送。 = deadline ..2026-03-20 +fuzzy +year_inferred
请于【3月20号前】交来。 = deadline ..2026-03-20 +year_inferred
请于【3月20日(周五)前】报送。 = deadline ..2026-03-20 +year_inferred
请于【3月20日（星期五）下班前】报送。 = deadline ..2026-03-20 t=下班 +year_inferred
请于【3月20日（含）前】报送。 = deadline ..2026-03-20 +year_inferred
请于【3月20日（含当日）前】报送。 = deadline ..2026-03-20 +year_inferred
请于【3月20日之前（含）】报送。 = deadline ..2026-03-20 +year_inferred
请于【3月20日以前】报送。 = deadline ..2026-03-20 +year_inferred
请于【3月20日之前】报送。 = deadline ..2026-03-20 +year_inferred
报名【不迟于3月20日】。 = deadline ..2026-03-20 +year_inferred
【最迟于3月20日】报送。 = deadline ..2026-03-20 +year_inferred
【最迟3月20日】报送。 = deadline ..2026-03-20 +year_inferred
【最晚不超过3月20日】。 = deadline ..2026-03-20 +year_inferred
材料报送【截止3月20日】。 = deadline ..2026-03-20 +year_inferred
报名【截止到3月20日】。 = deadline ..2026-03-20 +year_inferred
报名【截止到2026年3月20日止】。 = deadline ..2026-03-20
报送【截止时间：3月20日】。 = deadline ..2026-03-20 +year_inferred
【截止日期为2026年3月20日17:30】。 = deadline ..2026-03-20 t=17:30
【截止时间为3月20日24时】。 = deadline ..2026-03-20 t=24时 +year_inferred
请于【3月20日17:30前】发至邮箱。 = deadline ..2026-03-20 t=17:30 +year_inferred
请于【3月20日17：30前】发至邮箱。 = deadline ..2026-03-20 t=17:30 +year_inferred
请于【3月20日12时前】报送。 = deadline ..2026-03-20 t=12时 +year_inferred
请于【3月20日中午12点前】报送。 = deadline ..2026-03-20 t=中午12点 +year_inferred
请于【3月20日上午下班前】报送。 = deadline ..2026-03-20 t=上午下班 +year_inferred
请于【3月20日下班前】报送。 = deadline ..2026-03-20 t=下班 +year_inferred
请于【3月20日下午5点半前】报送。 = deadline ..2026-03-20 t=下午5点半 +year_inferred
请于【3月20日下午5时30分前】报送。 = deadline ..2026-03-20 t=下午5时30分 +year_inferred
请于【3月20日24时前】报送。 = deadline ..2026-03-20 t=24时 +year_inferred
请于【今日下班前】报送。 = deadline ..2026-03-05 t=下班 +year_inferred
请于【明日12时前】报送。 = deadline ..2026-03-06 t=12时 +year_inferred
请于【3月底前】完成。 = deadline ..2026-03-31 +year_inferred
请于【3月末前】完成。 = deadline ..2026-03-31 +year_inferred
请于【3月初】报送。 = date 2026-03-01..2026-03-10 +fuzzy +year_inferred
请于【3月上旬】报送。 = date 2026-03-01..2026-03-10 +fuzzy +year_inferred
请于【3月中旬前】报送。 = deadline ..2026-03-20 +fuzzy +year_inferred
请于【3月中下旬】集中检查。 = date 2026-03-11..2026-03-31 +fuzzy +year_inferred
请于【3月下旬前】报送。 = deadline ..2026-03-31 +fuzzy +year_inferred
请于【年底前】完成。 = deadline ..2026-12-31 +year_inferred
力争【年内】完成。 = deadline ..2026-12-31 +year_inferred
请于【2026年年底前】完成。 = deadline ..2026-12-31
请于【2026年12月底前】完成。 = deadline ..2026-12-31
请于【明年3月底前】完成。 = deadline ..2027-03-31 +year_inferred
请于【次年1月15日前】报送上年度总结。 = deadline ..2027-01-15 +year_inferred
请于【本年11月底前】完成。 = deadline ..2026-11-30 +year_inferred
请于【今年6月底前】完成。 = deadline ..2026-06-30 +year_inferred
请于【当年12月20日前】报送。 = deadline ..2026-12-20 +year_inferred
请于【2027年前】完成。 = deadline ..2026-12-31 +fuzzy
请于【一季度末前】完成。 = deadline ..2026-03-31 +year_inferred
请于【第二季度末前】完成。 = deadline ..2026-06-30 +year_inferred
请于【季度末】报送。 = date 2026-03-31..2026-03-31 +year_inferred
请于【季末前】报送。 = deadline ..2026-03-31 +year_inferred
请于【下季度初】报送。 = date 2026-04-01..2026-04-10 +fuzzy +year_inferred
【二季度】完成摸底。 = deadline ..2026-06-30 +year_inferred
请于【上半年前】完成。 = deadline ..2026-06-30 +year_inferred
请于【6月前】完成。 = deadline ..2026-05-31 +fuzzy +year_inferred
请于【6月份前】完成。 = deadline ..2026-05-31 +fuzzy +year_inferred
【5月份】开展自查。 = date 2026-05-01..2026-05-31 +year_inferred
请于【本月底前】报送。 = deadline ..2026-03-31 +year_inferred
请于【本月25日前】报送。 = deadline ..2026-03-25 +year_inferred
请于【下月10日前】报送。 = deadline ..2026-04-10 +year_inferred
请于【下个月10日前】报送。 = deadline ..2026-04-10 +year_inferred
请于【下月底前】报送。 = deadline ..2026-04-30 +year_inferred
请于【月底前】报送。 = deadline ..2026-03-31 +year_inferred
请于【月末前】报送。 = deadline ..2026-03-31 +year_inferred
请于【当月25日前】报送。 = deadline ..2026-03-25 +year_inferred
请于【次月5日前】报送。 = relative rel=5next_month_day +anchor_missing
请于【次月底前】报送。 = relative rel=31next_month_day +anchor_missing
【七一前后】开展走访。 = date 2026-07-01..2026-07-01 +fuzzy +year_inferred
【“七一”前后】开展走访。 = date 2026-07-01..2026-07-01 +fuzzy +year_inferred
请于【“七一”前】完成组建。 = deadline ..2026-06-30 +fuzzy +year_inferred
请于【七一前】完成组建。 = deadline ..2026-06-30 +fuzzy +year_inferred
请于【国庆节前】完成检查。 = deadline ..2026-09-30 +fuzzy +year_inferred
请于【国庆前】完成检查。 = deadline ..2026-09-30 +fuzzy +year_inferred
请于【“十一”前】完成。 = deadline ..2026-09-30 +fuzzy +year_inferred
请于【元旦前】报送。 = deadline ..2026-12-31 +fuzzy +year_inferred
请于【春节前】完成慰问。 = deadline ..2027-02-05 +fuzzy +year_inferred
请于【2027年春节前】完成慰问。 = deadline ..2027-02-05 +fuzzy
请于【中秋节前】完成。 = deadline ..2026-09-24 +fuzzy +year_inferred
请于【端午节前】报送。 = deadline ..2026-06-18 +fuzzy +year_inferred
【春节前后】开展走访慰问。 = date 2026-02-17..2026-02-17 +fuzzy +year_inferred
请于【五一前】报送。 = deadline ..2026-04-30 +fuzzy +year_inferred
请于【五一劳动节前】报送。 = deadline ..2026-04-30 +fuzzy +year_inferred
请于【“五一”节前】报送。 = deadline ..2026-04-30 +fuzzy +year_inferred
请于【建党节前】报送。 = deadline ..2026-06-30 +fuzzy +year_inferred
【3月11日至5月10日】为集中组建阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日—5月10日】为集中组建阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日——5月10日】为集中组建阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日-5月10日】为集中组建阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日～5月10日】为集中组建阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日到5月10日】为集中组建阶段。 = range 2026-03-11..2026-05-10 +year_inferred
从【3月11日起至5月10日止】。 = deadline 2026-03-11..2026-05-10 +year_inferred
自【3月11日起至5月10日】为公示期。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日至20日】为自查阶段。 = range 2026-03-11..2026-03-20 +year_inferred
【3月11—20日】为自查阶段。 = range 2026-03-11..2026-03-20 +year_inferred
【3月至5月】为自查阶段。 = range 2026-03-01..2026-05-31 +year_inferred
【3—5月】为自查阶段。 = range 2026-03-01..2026-05-31 +year_inferred
【3月—5月】为自查阶段。 = range 2026-03-01..2026-05-31 +year_inferred
（【3-5月】）自查。 = range 2026-03-01..2026-05-31 +year_inferred
【2026年3月至2027年2月】试点。 = range 2026-03-01..2027-02-28
【2026年3月—5月】自查。 = range 2026-03-01..2026-05-31
【2026年3月11日-2026年5月10日】。 = range 2026-03-11..2026-05-10
【2026.3.11-2026.5.10】。 = range 2026-03-11..2026-05-10
【2026.3.11-5.10】。 = range 2026-03-11..2026-05-10
【2026-03-11至2026-05-10】。 = range 2026-03-11..2026-05-10
【2026年8月初至11月上旬】。 = range 2026-08-01..2026-11-10 +fuzzy
【8月下旬至9月上旬】完成。 = range 2026-08-21..2026-09-10 +fuzzy +year_inferred
【2026年12月20日至1月10日】。 = range 2026-12-20..2027-01-10
【11月至次年2月】为巩固阶段。 = range 2026-11-01..2027-02-28 +year_inferred
【2026年11月至次年2月】为巩固阶段。 = range 2026-11-01..2027-02-28
【即日起至3月31日】开展自查。 = range 2026-03-05..2026-03-31 +year_inferred
【即日起至12月31日】。 = range 2026-03-05..2026-12-31 +year_inferred
自【即日起至2026年5月31日止】。 = range 2026-03-05..2026-05-31
【自本通知印发之日起至5月31日】，开展自查。 = range 2026-03-05..2026-05-31 +year_inferred
【3月11日】起开展自查。 = date 2026-03-11..2026-03-11 +year_inferred
自【3月11日】起施行。 = date 2026-03-11..2026-03-11 +year_inferred
【3月16日至3月20日】期间报送。 = range 2026-03-16..2026-03-20 +year_inferred
【3月16日9:00至17:30】报名。 = date 2026-03-16..2026-03-16 t=9:00至17:30 +year_inferred
【3月16日9:00-3月20日17:00】报名。 = range 2026-03-16..2026-03-20 t=17:00 +year_inferred
【3月16、17日】举行。 = range 2026-03-16..2026-03-17 +year_inferred
自【3月10日起15天】。 = range 2026-03-10..2026-03-24 +year_inferred
【12时】前报送。 = time t=12时
【17:30】前报送。 = time t=17:30
【24时】前报送。 = time t=24时
【上午下班】前报送。 = time t=上午下班
【下班】前报送。 = time t=下班
【下午3点】开会。 = time t=下午3点
【本周五前】报送。 = deadline ..2026-03-06 +year_inferred
【下周一前】报送。 = deadline ..2026-03-09 +year_inferred
【本周内】报送。 = deadline ..2026-03-08 +fuzzy +year_inferred
【下周内】完成。 = deadline ..2026-03-15 +fuzzy +year_inferred
【周五前】报送。 = deadline ..2026-03-06 +fuzzy +year_inferred
请于【周五下班前】反馈。 = deadline ..2026-03-06 t=下班 +fuzzy +year_inferred
办公时间为周一至周五【9:00-17:00】。 = time t=9:00-17:00
工作日【9:00—17:00】。 = time t=9:00—17:00
【2026年3月20日（不含）前】报送。 = deadline ..2026-03-19
【2026年2月30日前】报送。 = deadline +fuzzy
请于【2026年5月10日至3月11日】报名。 = range 2026-05-10..2027-03-11
【即日起至1月31日】开展。 = range 2026-03-05..2027-01-31 +year_inferred
【即日起至2025年12月31日】开展。 = range ..2025-12-31 +fuzzy
【3月11日―5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日─5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日−5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日‑5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日〜5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日---5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【3月11日一5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +repaired +year_inferred
【3月11日 至 5月10日】为自查阶段。 = range 2026-03-11..2026-05-10 +year_inferred
【2026年3月11日起，至5月10日】结束。 = deadline 2026-03-11..2026-05-10
（【2026年3月上旬—5月底】） = range 2026-03-01..2026-05-31 +fuzzy
【3月上旬至5月中旬】。 = range 2026-03-01..2026-05-20 +fuzzy +year_inferred
【3月底至4月初】集中督查。 = range 2026-03-31..2026-04-10 +fuzzy +year_inferred
请于【元月10日前】报送。 = deadline ..2026-01-10 +year_inferred
请于【2026年元月10日前】报送。 = deadline ..2026-01-10
【2 0 2 6 年 3 月 2 0 日】。 = date 2026-03-20..2026-03-20
【2 0 2 6 年 1 2 月 2 0 日】。 = date 2026-12-20..2026-12-20
【2026年 12 月 20 日】。 = date 2026-12-20..2026-12-20
【二〇二六年 三月 二十日】。 = date 2026-03-20..2026-03-20
请于【3月31日(周二)下午17：30之前】将材料发送。 = deadline ..2026-03-31 t=下午17:30 +year_inferred
【3月31日（周二）17:30前】。 = deadline ..2026-03-31 t=17:30 +year_inferred
【3月31日17时30分以前】。 = deadline ..2026-03-31 t=17时30分 +year_inferred
【3月31日17:30截止】。 = deadline ..2026-03-31 t=17:30 +year_inferred
【截止时间2026年3月31日24:00】。 = deadline ..2026-03-31 t=24:00
【2026年3月31日24：00截止】。 = deadline ..2026-03-31 t=24:00
【3月31日零时】起。 = date 2026-03-31..2026-03-31 t=零时 +year_inferred
自【2026年3月10日起至2026年4月9日止】。 = deadline 2026-03-10..2026-04-09
从【2026年4月1日起，用三个月时间】集中整治。 = range 2026-04-01..2026-06-30
从【4月1日起，利用两个月时间】开展。 = range 2026-04-01..2026-05-31 +year_inferred
从【2026年4月1日起为期半年】。 = range 2026-04-01..2026-09-30
【6月30日】和【12月31日前】。 = deadline ..2026-06-30 +year_inferred | deadline ..2026-12-31 +year_inferred
至【2025年末】全市共有300家。 = date 2025-12-31..2025-12-31
【截至2025年12月31日】，全市登记300家。 = deadline ..2025-12-31
【截至2月底】，已建党组织167家。 = deadline ..2026-02-28 +year_inferred
到【2026年底】，覆盖率达到90%。 = date 2026-12-31..2026-12-31
【2026年6月底前】达到60%，【2026年底前】达到80%。 = deadline ..2026-06-30 | deadline ..2026-12-31
力争【2026年上半年】完成。 = deadline ..2026-06-30
【2026年第三季度】完成。 = deadline ..2026-09-30
【2026年三季度末前】。 = deadline ..2026-09-30
【2026年一季度至三季度】。 = range 2026-01-01..2026-09-30
【去年12月】。 = date 2025-12-01..2025-12-31 +year_inferred
【上年末】。 = date 2025-12-31..2025-12-31 +year_inferred
【1998年10月25日】国务院颁布。 = date 1998-10-25..1998-10-25
【10月1日】国庆节。 = date 2026-10-01..2026-10-01 +year_inferred
请于【2026年4月3日（星期五）前】， = deadline ..2026-04-03
于【4月3日（周五）12:00前】， = deadline ..2026-04-03 t=12:00 +year_inferred
务于【4月3日前】。 = deadline ..2026-04-03 +year_inferred
【4月3日】为截止日期。 = date 2026-04-03..2026-04-03 +year_inferred
【4月3日前】（节假日顺延） = deadline ..2026-04-03 +year_inferred
【4月3日前后】。 = date 2026-04-03..2026-04-03 +fuzzy +year_inferred
【4月3日】起。 = date 2026-04-03..2026-04-03 +year_inferred
不早于【4月3日】。 = date 2026-04-03..2026-04-03 +year_inferred
【4月3日】当天。 = date 2026-04-03..2026-04-03 +year_inferred
【1-2月】。 = range 2026-01-01..2026-02-28 +year_inferred
【3-5月份】。 = range 2026-03-01..2026-05-31 +year_inferred
1、【3月底前】完成摸底。 = deadline ..2026-03-31 +year_inferred
2、【4月底前】完成组建。 = deadline ..2026-04-30 +year_inferred
3.【5月底前】完成。 = deadline ..2026-05-31 +year_inferred
4．【6月底前】完成。 = deadline ..2026-06-30 +year_inferred
（1）【3月底前】。 = deadline ..2026-03-31 +year_inferred
一、【三月底前】完成。 = deadline ..2026-03-31 +year_inferred
附件1 【2026年3月20日】。 = date 2026-03-20..2026-03-20
【2026年3月20日17:30前】发至邮箱12345@example.org。 = deadline ..2026-03-20 t=17:30
【3月20、21、22日】培训。 = range 2026-03-20..2026-03-22 +year_inferred
【3月20、21日】培训。 = range 2026-03-20..2026-03-21 +year_inferred
【三月十五至二十日】报名。 = range 2026-03-15..2026-03-20 +year_inferred
【三月十五日至二十日】报名。 = range 2026-03-15..2026-03-20 +year_inferred
【3月中旬至下旬】完成。 = range 2026-03-11..2026-03-31 +fuzzy +year_inferred
【3月初至月底】完成。 = range 2026-03-01..2026-03-31 +fuzzy +year_inferred
【即日起至年底】开展。 = range 2026-03-05..2026-12-31 +year_inferred
【从现在起至12月底】开展。 = range 2026-03-05..2026-12-31 +year_inferred
【从现在开始到5月底】开展。 = range 2026-03-05..2026-05-31 +year_inferred
【即日起至2026年底】。 = range 2026-03-05..2026-12-31
【1季度末前】报送。 = deadline ..2026-03-31 +year_inferred
于【1季度末前】报送。 = deadline ..2026-03-31 +year_inferred
（【周五前】报送） = deadline ..2026-03-06 +fuzzy +year_inferred
【2026年3月到年底】。 = range 2026-03-01..2026-12-31
【2026年3月20日-22日】。 = range 2026-03-20..2026-03-22
【3月20日上午9:00至22日下午17:00】。 = range 2026-03-20..2026-03-22 t=下午17:00 +year_inferred
【3月20日—次年3月19日】。 = range 2026-03-20..2027-03-19 +year_inferred
【2025年12月31日前（含）】成立。 = deadline ..2025-12-31
总结材料请于【七月二十号前】送达。 = deadline ..2026-07-20 +year_inferred
会议定于【2026年3月11日上午九时】召开。 = date 2026-03-11..2026-03-11 t=上午九时
整改情况请于【明年一季度末前】报送。 = deadline ..2027-03-31 +year_inferred
汇总表【最晚不得迟于4月15日】。 = deadline ..2026-04-15 +year_inferred
【截至2026年3月31日24时】。 = deadline ..2026-03-31 t=24时
公示期自【2026年4月1日起至4月7日止】。 = deadline 2026-04-01..2026-04-07
请于【3月20日12：00（北京时间）前】上传。 = deadline ..2026-03-20 t=12:00 +year_inferred
请于【3月20日（遇节假日顺延）前】上传。 = deadline ..2026-03-20 +year_inferred
请于【3月8日（本周日）前】上传。 = deadline ..2026-03-08 +year_inferred
提交【截止时间为本周日（3月8日）23:30】。 = deadline ..2026-03-08 t=23:30 +year_inferred
申报时间：【2026年3月10日9:00—3月30日17:00】（逾期不予受理）。 = range 2026-03-10..2026-03-30 t=17:00
【2026年3月10日（星期二）至12日（星期四）】轮训。 = range 2026-03-10..2026-03-12
【2026年4—6月】集中整治。 = range 2026-04-01..2026-06-30
请于【3月13日（下午5点前）】送交纸质稿。 = deadline ..2026-03-13 t=下午5点 +year_inferred
请于【3月13日（周五，下午5点前）】送交纸质稿。 = deadline ..2026-03-13 t=下午5点 +year_inferred
请于【3月13日（截至17:00）】送交纸质稿。 = deadline ..2026-03-13 t=17:00 +year_inferred
请于【3月31日，下午5点前】将名单发送至邮箱。 = deadline ..2026-03-31 t=下午5点 +year_inferred
材料于【10月29日下午16:00点前】报送。 = deadline ..2026-10-29 t=下午16:00点 +year_inferred
请于【3月20日17:00整前】报送。 = deadline ..2026-03-20 t=17:00整 +year_inferred
请于【3月6日（本周五）下午三点前】发送电子版。 = deadline ..2026-03-06 t=下午三点 +year_inferred
请于【3月20日晚六点前】发送电子版。 = deadline ..2026-03-20 t=晚六点 +year_inferred
请于【3月20日十七时前】发送电子版。 = deadline ..2026-03-20 t=十七时 +year_inferred
请于【3月20日傍晚6点前】发送电子版。 = deadline ..2026-03-20 t=傍晚6点 +year_inferred
会费交纳时间【截止到2026年11月30日前】。 = deadline ..2026-11-30
【自发文之日起至9月15日】，受理申报。 = range 2026-03-05..2026-09-15 +year_inferred
【自收到通知之日起至3月31日】，受理申报。 = range ..2026-03-31 +anchor_missing +year_inferred
【即日起—3月31日】，受理申报。 = range 2026-03-05..2026-03-31 +year_inferred
公开征求意见的期限为【2026年8月6日至9月5日】。 = range 2026-08-06..2026-09-05
评比活动从【2026年12月下旬开始，至2027年1月15日】结束。 = deadline 2026-12-21..2027-01-15 +fuzzy
自查从【3月开始到5月底】结束。 = deadline 2026-03-01..2026-05-31 +year_inferred
请于【2026年10月3O日前】报送。 = deadline ..2026-10-30 +repaired
请于【2026年10月30日18:O0前】报送。 = deadline ..2026-10-30 t=18:00 +repaired
办公时间为【8:0O-l7:30】。 = time t=8:00-17:30 +repaired
【截止曰期为3月20曰】。 = deadline ..2026-03-20 +repaired +year_inferred
请于【2026年4月3 0日前】报送。 = deadline ..2026-04-30
请于【20 26年4月30日前】报送。 = deadline ..2026-04-30
请于【2026年1 2月3 1日前】报送。 = deadline ..2026-12-31
请于【本 月底前】报送。 = deadline ..2026-03-31 +year_inferred
请于【第一 季度末前】报送。 = deadline ..2026-03-31 +year_inferred
请于【三月卅一日前】报送。 = deadline ..2026-03-31 +year_inferred
请于【3.31前】报送。 = deadline ..2026-03-31 +repaired +year_inferred
（【3/31前】） = deadline ..2026-03-31 +repaired +year_inferred
于【2026年4】、【10月10日前】报送。 = deadline ..2026-04-10 | deadline ..2026-10-10
于【2026年4】、【7】、【10月底前】报。 = deadline ..2026-04-30 | deadline ..2026-07-31 | deadline ..2026-10-31
2、【3月份】完成自查。 = deadline ..2026-03-31 +year_inferred
请于【本周五（3月6日）下班前】报送。 = deadline ..2026-03-06 t=下班 +year_inferred
请于【本周五（3月13日）下班前】报送。 = deadline ..2026-03-13 t=下班 +year_inferred
【1970年（含1970年）以前】参加工作的。 = deadline ..1970-12-31 +fuzzy
【4月上、中旬】集中检查。 = date 2026-04-01..2026-04-20 +fuzzy +year_inferred
【4至5月】集中检查。 = range 2026-04-01..2026-05-31 +year_inferred
"""
