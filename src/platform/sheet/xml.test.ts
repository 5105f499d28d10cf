import { expect, test } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { makeXmlReader } from './xml.ts'

/** What a reader was told, one line an event; the document is fed in pieces of `size` characters. */
function events(xml: string, size = xml.length): string[] {
  const told: string[] = []
  const reader = makeXmlReader({
    open: (name, attributes) => told.push(`<${name} a=${attributes.get('a') ?? '-'}`),
    close: (name) => told.push(`>${name}`),
    text: (value) => told.push(value),
  })
  for (let at = 0; at < xml.length; at += size) reader.write(xml.slice(at, at + size))
  reader.end()
  return told
}

function reasonOf(xml: string, size?: number): unknown {
  try {
    events(xml, size)
  } catch (error) {
    if (error instanceof Refusal) return (error.data as { reason: string }).reason
    throw error
  }
  return null
}

const DOCUMENT =
  '<?xml version="1.0"?><!-- < & > --><x:r xmlns:x="u" x:a="1 &lt; 2 &gt; &#x20BB7;">𠮷 &amp; co' +
  "<e a='\"'/><![CDATA[<&]]><!-- a > b --></x:r>\n"

const TOLD = ['<r a=1 < 2 > 𠮷', '𠮷 & co', '<e a="', '>e', '<&', '>r']

test('elements, attributes, entities, comments and CDATA are told in order', () => {
  expect(events(DOCUMENT)).toEqual(TOLD)
})

test.each([1, 2, 3, 5, 7, 11, 64])('pieces of %i characters tell the same', (size) => {
  expect(events(DOCUMENT, size).join('')).toBe(TOLD.join(''))
})

test.each([
  [
    'a document type',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
    'doctype',
  ],
  ['a document type after the root', '<r><!ENTITY x "y"></r>', 'doctype'],
  ['an unknown entity', '<r>&nbsp;</r>', 'damaged'],
  ['a bare ampersand', '<r>a & b</r>', 'damaged'],
  ['an entity beyond Unicode', '<r>&#x110000;</r>', 'damaged'],
  ['a lone surrogate', '<r>&#xD800;</r>', 'damaged'],
  ['a tag never closed', '<r><a></r>', 'damaged'],
  ['a tag closed twice', '<r></r></r>', 'damaged'],
  ['an unfinished tag', '<r><a b="', 'damaged'],
  ['text outside the root', 'x<r/>', 'damaged'],
  ['no element at all', '<?xml version="1.0"?>', 'damaged'],
  ['a tag inside a tag', '<r <a></r>', 'damaged'],
  ['too deep a nest', '<a>'.repeat(65) + '</a>'.repeat(65), 'damaged'],
])('%s is refused', (_what, xml, reason) => {
  expect(reasonOf(xml)).toBe(reason)
  expect(reasonOf(xml, 3)).toBe(reason)
})

test('an element name from JavaScript itself is only a name', () => {
  expect(events('<__proto__ constructor="x" a="y"/>')).toEqual(['<__proto__ a=y', '>__proto__'])
  expect(reasonOf('<r>&constructor;</r>')).toBe('damaged')
})

test('endless tags and texts are refused before they fill the memory', () => {
  expect(reasonOf(`<r ${'a'.repeat(2_000_000)}`, 65_536)).toBe('damaged')
  expect(reasonOf(`<r>${'a'.repeat(2_000_000)}`, 65_536)).toBe('damaged')
})
