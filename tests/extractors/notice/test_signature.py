import pytest

from extractors.notice import notice_of
from extractors.notice.organs import is_organ, line_to_organs
from model.document import Cell, Paragraph, Table
from tests.extractors.notice.papers import OPENING, document, with_blocks

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n各单位要认真落实。\n'


@pytest.mark.parametrize(
    ('tail', 'organs', 'date', 'printed'),
    [
        ('示例市民政局\n2026年4月2日', ('示例市民政局',), '2026-04-02', None),
        ('示 例 市 民 政 局（盖章）\n二〇二六年四月二日', ('示例市民政局',), '2026-04-02', None),
        ('示例市民政局　示例市财政局\n2026年4月2日', ('示例市民政局', '示例市财政局'), '2026-04-02', None),
        ('示例市民政局示例市财政局\n2026年4月2日', ('示例市民政局', '示例市财政局'), '2026-04-02', None),
        (
            '示例市民政局\n\n国家税务总局示例市税务局\n\n2026年4月2日',
            ('示例市民政局', '国家税务总局示例市税务局'),
            '2026-04-02',
            None,
        ),
        ('示例市民政局 2026年4月2日', ('示例市民政局',), '2026-04-02', None),
        ('联系人 甲某 0000-1234567示例市民政局2026年4月2日', ('示例市民政局',), '2026-04-02', None),
        ('2026年4月2日', (), '2026-04-02', None),
        ('示例市民政局', ('示例市民政局',), None, None),
        (
            '示例市民政局\n示例市财政局\n2026年4月2日印发',
            ('示例市民政局', '示例市财政局'),
            '2026-04-02',
            '2026-04-02',
        ),
        ('示例市民政局办公室　2026年4月2日印发', (), None, '2026-04-02'),
        (
            '示例市民政局\n2026年4月2日\n示例市民政局办公室 2026年4月3日印发',
            ('示例市民政局',),
            '2026-04-02',
            '2026-04-03',
        ),
        ('示例市民政局\n二Ο二六年四月二日', ('示例市民政局',), '2026-04-02', None),
        ('示例市民政局\n二0二六年元月二日', ('示例市民政局',), '2026-01-02', None),
        ('示例市民政局\n二О二六年 四月 二日', ('示例市民政局',), '2026-04-02', None),
        (
            '中共示例市工商业联合会\n行业商会委员会\n2026年4月2日',
            ('中共示例市工商业联合会行业商会委员会',),
            '2026-04-02',
            None,
        ),
        (
            '中共示例市委组织部\n中共示例市委社会工作部\n2026年4月2日',
            ('中共示例市委组织部', '中共示例市委社会工作部'),
            '2026-04-02',
            None,
        ),
        (
            '甲市民政局甲市发展和改革委员会甲市市场监督管理局\n2026年4月2日',
            ('甲市民政局', '甲市发展和改革委员会', '甲市市场监督管理局'),
            '2026-04-02',
            None,
        ),
        ('示例市民政局\n2026年月日', (), None, None),
        (
            '示例市民政局\n2026年4月1日\n示例市财政局\n2026年4月2日',
            ('示例市民政局', '示例市财政局'),
            '2026-04-02',
            None,
        ),
        (
            '示例市民政局        示例市财政局\n2026年4月1日        2026年4月2日',
            ('示例市民政局', '示例市财政局'),
            '2026-04-02',
            None,
        ),
        ('（示例市民政局印章）\n2026年4月2日', ('示例市民政局',), '2026-04-02', None),
        (
            '示例市党建工作领导小组办公室\n（示例市民政局代章）\n2026年4月2日',
            ('示例市党建工作领导小组办公室',),
            '2026-04-02',
            None,
        ),
        (
            '示例省物业、家政服务业协会\n秘书处\n2026年4月2日',
            ('示例省物业、家政服务业协会秘书处',),
            '2026-04-02',
            None,
        ),
        (
            '国家税务总局示例市税务局　示例市人力资源和\n社会保障局\n2026年4月2日',
            ('国家税务总局示例市税务局', '示例市人力资源和社会保障局'),
            '2026-04-02',
            None,
        ),
        ('发文单位：示例市民政局\n日期：2026年4月2日', ('示例市民政局',), '2026-04-02', None),
        ('特此通知。示例市民政局\n2026年4月2日', ('示例市民政局',), '2026-04-02', None),
        ('2026年4月2日\n示例市民政局', ('示例市民政局',), '2026-04-02', None),
        ('示例市民政局　　2026-04-02', ('示例市民政局',), '2026-04-02', None),
        ('示例市民政局\n2026年4月', ('示例市民政局',), None, None),
        ('示例市民政局\n2026年4月31日', ('示例市民政局',), None, None),
        ('示例市民政局\n2026年4月2日发布', ('示例市民政局',), '2026-04-02', None),
        (
            '示例市服务中心（示例市孵化基地）\n2026年4月2日',
            ('示例市服务中心（示例市孵化基地）',),
            '2026-04-02',
            None,
        ),
        ('', (), None, None),
    ],
)
def test_who_signed_and_when(tail, organs, date, printed):
    notice = notice_of(document(HEAD + tail))
    assert (notice.issuing_authorities, notice.date_of_document, notice.printed_date) == (
        organs,
        date,
        printed,
    )


def test_the_signature_of_an_annex_is_not_the_papers():
    notice = notice_of(
        document(f'{HEAD}示例市民政局\n2026年4月2日\n附件\n办法\n一、总则\n示例市财政局\n2025年1月1日')
    )
    assert (notice.issuing_authorities, notice.date_of_document) == (('示例市民政局',), '2026-04-02')


def test_a_date_in_brackets_under_the_title():
    notice = notice_of(
        document(
            '中共示例市委 示例市人民政府\n关于表彰先进的决定\n（2026年6月28日）\n各县委：\n决定予以表彰。'
        )
    )
    assert notice.date_of_document == '2026-06-28'
    assert notice.issuing_authorities == ('中共示例市委', '示例市人民政府')


@pytest.mark.parametrize('date', ['2O26年4月2日', '2026年4月2', '2026年4用2日', '2026年4月2曰'])
def test_a_date_that_had_to_be_mended_is_told(date):
    notice = notice_of(document(f'{HEAD}示例市民政局\n{date}'))
    assert notice.date_of_document == '2026-04-02'
    assert 'date_repaired' in {problem.code for problem in notice.problems}


def test_no_date_is_told():
    assert 'no_date' in {problem.code for problem in notice_of(document(HEAD)).problems}


def test_copies_and_print_date_in_a_table():
    rows = ('抄送：市委社会工作部，市委组织部。', '示例市民政局办公室'), ('', '2026年4月3日印发')
    imprint = Table(2, 2, tuple(Cell(row, col, rows[col][row]) for row in range(2) for col in range(2)))
    blocks = document(f'{HEAD}示例市民政局\n2026年4月2日').blocks
    notice = notice_of(with_blocks(*blocks, imprint))
    assert notice.cc == ('市委社会工作部', '市委组织部')
    assert notice.printed_date == '2026-04-03'


@pytest.mark.parametrize(
    ('line', 'organs'),
    [
        ('中国示例银行示例市分行示例市民政局', ('中国示例银行示例市分行', '示例市民政局')),
        ('中共示例市委示例市人民政府', ('中共示例市委', '示例市人民政府')),
        ('示例市民政局等九部门', ('示例市民政局',)),
        ('财 政 部　税 务 总 局', ('财政部', '税务总局')),
        ('中共示例市委 组织部', ('中共示例市委组织部',)),
        ('示例市规划和自然资源委 员会', ('示例市规划和自然资源委员会',)),
        ('三、示例市民政局', ()),
        ('各县民政局', ()),
        ('一、总体要求', ()),
        ('加强组织领导', ()),
        ('特此通知', ()),
    ],
)
def test_a_line_of_organs(line, organs):
    assert line_to_organs(line) == organs


def test_a_group_is_no_organ():
    assert not is_organ('各有关部门')
    assert is_organ('中共示例市委“两新”工委')


def test_a_paragraph_with_line_breaks_inside():
    notice = notice_of(with_blocks(*document(HEAD).blocks, Paragraph('示例市民政局\n2026年4月2日')))
    assert notice.date_of_document == '2026-04-02'


@pytest.mark.parametrize(
    ('imprint', 'bodies'),
    [
        ('抄报：省民政厅\n抄送：市委办、市财政局', ('省民政厅', '市委办', '市财政局')),
        ('抄报：省民政厅；抄送：市委办，市财政局。', ('省民政厅', '市委办', '市财政局')),
        ('抄送：市委办，\n市财政局。\n示例市民政局办公室 2026年4月3日印发', ('市委办', '市财政局')),
    ],
)
def test_everybody_who_is_sent_a_copy(imprint, bodies):
    assert notice_of(document(f'{HEAD}示例市民政局\n2026年4月2日\n{imprint}')).cc == bodies
