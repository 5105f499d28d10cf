import { expect, test } from 'vitest'
import type { Field } from './words.ts'
import { isWhole, sentOf, typedOf } from './values.ts'

const title = { zh: '题', en: 'Title' }
const FIELDS: readonly Field[] = [
  { kind: 'count', key: 'present', title },
  { kind: 'yuan', key: 'amount', title, optional: true },
  { kind: 'yes', key: 'collective', title },
  { kind: 'words', key: 'organs', title },
  { kind: 'table', key: 'rows', title, min: 1, columns: [{ kind: 'text', key: 'what', title }] },
]

test('what is typed is sent as the form wants it, gaps left out', () => {
  const typed = {
    present: ' 20 ',
    amount: '',
    collective: false,
    organs: ' 理事会 \n\n监事会',
    rows: [{ what: '租金' }],
  }
  const sent = sentOf(FIELDS, typed)
  expect(sent).toEqual({
    present: 20,
    collective: false,
    organs: ['理事会', '监事会'],
    rows: [{ what: '租金' }],
  })
  expect(sentOf(FIELDS, typedOf(FIELDS, sent))).toEqual(sent)
})

test('a number that is none goes as it stands, to be told so by the server', () => {
  expect(sentOf(FIELDS, { present: '二十' })['present']).toBe('二十')
  expect(sentOf(FIELDS, { present: '-1' })['present']).toBe('-1')
})

test('whole only when everything that must be written is', () => {
  const whole = { present: '20', collective: true, rows: [{ what: '租金' }] }
  expect(isWhole(FIELDS, whole)).toBe(true)
  expect(isWhole(FIELDS, { ...whole, present: ' ' })).toBe(false)
  expect(isWhole(FIELDS, { ...whole, collective: undefined })).toBe(false)
  expect(isWhole(FIELDS, { ...whole, rows: [] })).toBe(false)
  expect(isWhole(FIELDS, { ...whole, rows: [{ what: '' }] })).toBe(false)
})
