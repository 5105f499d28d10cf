import { expect, test } from 'vitest'
import type { Card } from '../../kernel/card.ts'
import { instant } from '../../kernel/date.ts'
import { writeCards } from '../../platform/document/write-cards.ts'
import { codesOn } from './ballots.ts'

const CODES = ['2AB-CDEF', '7ZT-P9EF', 'QWX-C84T', 'VK4-4EXS', 'HP8-VSPB']

test('every code on the printed ballots is read, none is made up', async () => {
  const cards = CODES.map((code): Card => ({
    organisation: '示例果品专业合作社',
    title: '表决票',
    lines: ['3. 理事长、监事误工补贴标准', '2020-11-10'],
    boxes: ['同意', '反对', '弃权'],
    note: '选票号只用来核对计票。',
    code,
  }))
  const pdf = await writeCards(cards, { at: instant(1_606_700_000_000), title: '选票' })
  expect(codesOn(pdf)).toEqual(CODES.toSorted())
})
