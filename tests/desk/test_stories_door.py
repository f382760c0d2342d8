"""What other sites and a borrowed computer try with a browser that is signed in."""

import shutil
from urllib.parse import quote, urlsplit


def by_another_site(html):
    """An address whose page is of no site of ours."""
    return f'data:text/html;charset=utf-8,{quote(html)}'


def test_a_form_of_another_site_does_nothing_and_nobody_puts_the_desk_into_a_frame(browser_page, served):
    page = browser_page
    forged = f'<form method=post action="{served}/logout"><input name=csrf value="{"0" * 64}">'
    page.goto(by_another_site(f'{forged}<button>奖品</button></form>'))
    page.click('button')
    page.wait_for_url(f'{served}/logout')
    assert page.inner_text('body') == '请求来自别的网站，已拒绝。'
    page.goto(by_another_site(f'<iframe src="{served}/"></iframe>'))
    assert page.frames[-1].url.startswith('chrome-error:')
    page.goto('/')
    assert page.inner_text('h1').startswith('今天')


def test_a_name_that_is_made_to_lead_here_gets_no_page(chromium, served):
    """DNS rebinding: a site's own name is answered with our address."""
    args = ['--no-sandbox', '--host-resolver-rules=MAP evil.example 127.0.0.1']
    browser = chromium.browser_type.launch(executable_path=shutil.which('chromium'), args=args)
    try:
        answer = browser.new_page().goto(f'http://evil.example:{urlsplit(served).port}/login')
        assert (answer.status, 'csrf' in answer.text()) == (421, False)
    finally:
        browser.close()


def test_scripts_see_no_session_and_after_signing_out_the_way_back_is_closed(browser_page, served):
    page = browser_page
    page.goto('/register')
    assert 'shoufa_session' not in page.evaluate('document.cookie')
    assert 'shoufa_session' in {cookie['name'] for cookie in page.context.cookies()}
    page.click('header button')
    page.wait_for_url(f'{served}/login')
    page.go_back()
    page.wait_for_url(f'{served}/login')
    assert '收文登记簿' not in page.inner_text('body')
