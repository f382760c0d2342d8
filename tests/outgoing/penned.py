"""Papers as a person leaves them in WPS: other runs, other names of styles, marks all over, the same page."""

import copy
import random
import re
from itertools import pairwise

from lxml import etree

from outgoing.lines import docx_to_lines
from outgoing.pack_zip import pack, unpack

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
SPACE = '{http://www.w3.org/XML/1998/namespace}space'


def saved_by_wps(docx, seed=0):
    """The same paper after opening and saving: runs cut, rsids, proofing marks, bookmarks, styles renamed."""
    dice = random.Random(seed)
    members = unpack(docx)
    for name in [one for one in members if re.fullmatch(r'word/(document|header\d*|footer\d*)\.xml', one)]:
        root = etree.fromstring(members[name])
        for run in list(root.iter(f'{W}r')):
            _cut(run, dice)
        for number, paragraph in enumerate(root.iter(f'{W}p')):
            _littered(paragraph, number)
        members[name] = etree.tostring(root, xml_declaration=True, encoding='UTF-8')
    members = _renamed(members)
    document = members.pop('word/document.xml')
    return pack({**members, 'docProps/custom.xml': b'<x/>', 'word/document.xml': document})


def _cut(run, dice):
    """A run of one text node as two or three runs of the same look."""
    nodes = run.findall(f'{W}t')
    if len(nodes) != 1 or len(run) - (run.find(f'{W}rPr') is not None) != 1 or len(nodes[0].text or '') < 2:
        return
    text = nodes[0].text
    places = sorted({0, len(text), dice.randrange(len(text)), dice.randrange(len(text))})
    for start, end in pairwise(places):
        piece = copy.deepcopy(run)
        piece.find(f'{W}t').text = text[start:end]
        piece.find(f'{W}t').set(SPACE, 'preserve')
        piece.set(f'{W}rsidR', f'00{dice.randrange(10**6):06}')
        run.addprevious(piece)
    run.getparent().remove(run)


def _littered(paragraph, number):
    paragraph.set(f'{W}rsidR', '00A12345')
    place = 1 if paragraph.find(f'{W}pPr') is not None else 0
    marks = [f'<w:bookmarkStart xmlns:w="{W[1:-1]}" w:id="{number}" w:name="_b{number}"/>']
    marks += [f'<w:bookmarkEnd xmlns:w="{W[1:-1]}" w:id="{number}"/>']
    marks += [f'<w:proofErr xmlns:w="{W[1:-1]}" w:type="spellStart"/>']
    for mark in reversed(marks):
        paragraph.insert(place, etree.fromstring(mark))


def _renamed(members):
    styles = members['word/styles.xml'].decode()
    names = {name: str(number) for number, name in enumerate(re.findall('w:styleId="(Gw[^"]*)"', styles), 20)}
    told = re.compile('w:(styleId|val)="(Gw[^"]*)"')
    return {
        name: told.sub(lambda one: f'w:{one[1]}="{names.get(one[2], one[2])}"', data.decode()).encode()
        if name.endswith('.xml') and b'"Gw' in data
        else data
        for name, data in members.items()
    }


def rewritten(docx, old, new, nth=0, part='word/document.xml'):
    """The paper with words of one paragraph replaced, all of the paragraph then in the first run's look."""
    members = unpack(docx)
    root = etree.fromstring(members[part])
    hits = [
        one for one in root.iter(f'{W}p') if old in ''.join(node.text or '' for node in one.iter(f'{W}t'))
    ]
    nodes = list(hits[nth].iter(f'{W}t'))
    text = ''.join(node.text or '' for node in nodes)
    for node in nodes[1:]:
        node.text = ''
    nodes[0].text = text.replace(old, new, 1)
    nodes[0].set(SPACE, 'preserve')
    members[part] = etree.tostring(root, xml_declaration=True, encoding='UTF-8')
    return pack(members)


def with_pitch(docx, old, new):
    """The paper with every line pitch of one measure set to another, on the paragraphs themselves."""
    pitched = {one.number for one in docx_to_lines(docx).body if one.look.line == old and one.text}

    def change(root):
        for number, paragraph in enumerate(root.iter(f'{W}p')):
            if number in pitched:
                look = paragraph.find(f'{W}pPr')
                if look.find(f'{W}spacing') is None:
                    look.find(f'{W}ind' if look.find(f'{W}ind') is not None else f'{W}jc').addprevious(
                        etree.Element(f'{W}spacing')
                    )
                look.find(f'{W}spacing').set(f'{W}line', str(new))
                look.find(f'{W}spacing').set(f'{W}lineRule', 'exact')

    return changed(docx, change)


def text_of(docx):
    """All text of the body, a line each paragraph."""
    root = etree.fromstring(unpack(docx)['word/document.xml'])
    return '\n'.join(''.join(node.text or '' for node in one.iter(f'{W}t')) for one in root.iter(f'{W}p'))


def changed(docx, change, part='word/document.xml'):
    """The paper with its XML changed by a function of its root."""
    members = unpack(docx)
    root = etree.fromstring(members[part])
    change(root)
    members[part] = etree.tostring(root, xml_declaration=True, encoding='UTF-8')
    return pack(members)
