"""The exception tree: flaws of the program's surroundings; flaws of the paper are Problems.

ShoufaError            exit 1, HTTP 500
├─ UsageFault          exit 2, HTTP 400   the command was called with something impossible
├─ BadInput            exit 3, HTTP 422   a file cannot be used
│  ├─ Unsupported          no reader for it
│  │  └─ NeedsConversion       an office suite can turn it into what a reader takes
│  ├─ Damaged              truncated, empty, not what its name says
│  ├─ Encrypted            a password is set
│  ├─ TooLarge             over a limit (a zip bomb among them)
│  └─ ReaderFailed         the reader crashed, hung or ran over its limits
├─ CannotStart         exit 4, HTTP 503   a tool, template or setting is missing
│  ├─ NotAnOffice          no office in this folder
│  ├─ BadSetting           office.toml or a definition is wrong
│  └─ BadTemplate          a template cannot be used
├─ SecrecyMark         exit 5, HTTP 451   a classified document was met
├─ StaleEdit           exit 3, HTTP 409   somebody else changed it first
├─ NotSignedIn         exit 2, HTTP 401   nobody is signed in, or the name and password do not go together
├─ NotAllowed          exit 2, HTTP 403   the person's roles do not allow it, or no page of ours asks
└─ TooOften            exit 2, HTTP 429   too many tries in a short time
"""

from __future__ import annotations


class ShoufaError(Exception):
    """Base of all our exceptions; message is for the user, in Chinese, with a remedy.

    exit_code and http_status belong to the class, so every edge says the same thing.
    """

    code = 'fault'
    exit_code = 1
    http_status = 500

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageFault(ShoufaError):
    """The command was called with something that cannot be."""

    code = 'usage'
    exit_code = 2
    http_status = 400


class BadInput(ShoufaError):
    """A file cannot be used; the batch goes on without it."""

    code = 'bad_input'
    exit_code = 3
    http_status = 422


class Unsupported(BadInput):
    """No reader knows this kind of file."""

    code = 'unsupported'


class NeedsConversion(Unsupported):
    """No reader of ours takes this file; LibreOffice, where it is installed, can convert it.

    target is the format to ask for ('docx' or 'xlsx'). The pool converts and asks again; the message is
    what a user without LibreOffice is told.
    """

    code = 'needs_conversion'

    def __init__(self, message: str, target: str = 'docx') -> None:
        super().__init__(message)
        self.target = target


class Damaged(BadInput):
    """Empty, truncated, or not what its name says."""

    code = 'damaged'


class Encrypted(BadInput):
    """A password is set."""

    code = 'encrypted'


class TooLarge(BadInput):
    """Over a limit of size, members or expansion."""

    code = 'too_large'


class ReaderFailed(BadInput):
    """The reader crashed, hung or ran over its limits on this file."""

    code = 'reader_failed'


class CannotStart(ShoufaError):
    """Something needed is missing, so nothing was begun."""

    code = 'cannot_start'
    exit_code = 4
    http_status = 503


class NotAnOffice(CannotStart):
    """The folder holds no office."""

    code = 'not_an_office'


class BadSetting(CannotStart):
    """A settings or definition file is wrong."""

    code = 'bad_setting'


class BadTemplate(CannotStart):
    """A template cannot be used."""

    code = 'bad_template'


class SecrecyMark(ShoufaError):
    """A classified document: nothing of it, its name included, may be told ."""

    code = 'secrecy_mark'
    exit_code = 5
    http_status = 451

    def __init__(self) -> None:
        super().__init__(
            "发现可能涉密的文件，已停止处理该文件。请立即：停止操作、断开网络；不要打开、转发、删除或移动它；"
            "马上报告本单位保密机构。系统只记录了时间和校验值。如确认是误报，由负责人写明理由后放行。"
        )


class StaleEdit(ShoufaError):
    """What the user saw has changed meanwhile."""

    code = 'stale_edit'
    exit_code = 3
    http_status = 409


class NotSignedIn(ShoufaError):
    """Nobody is signed in, or the name and password do not go together."""

    code = 'not_signed_in'
    exit_code = 2
    http_status = 401


class NotAllowed(ShoufaError):
    """The person's roles do not allow it, or the request does not come from a page of ours."""

    code = 'not_allowed'
    exit_code = 2
    http_status = 403


class TooOften(ShoufaError):
    """Too many tries in a short time."""

    code = 'too_often'
    exit_code = 2
    http_status = 429
