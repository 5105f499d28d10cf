import { expect, test } from 'vitest'
import type { CertificateSheet } from '../../kernel/certificate.ts'
import type { Instant } from '../../kernel/date.ts'
import { writeCertificate } from './write-certificate.ts'

const AT = '2020-11-30T08:00:00.000Z' as Instant
const FOOT = { printed: '打印日期：2020-11-30', proof: '审计链 第1号' }
const SHEET: CertificateSheet = {
  title: '授旗证书',
  recipient: '院东头镇',
  paragraphs: ['经评定，授予“先进”流动红旗。', '流动红旗随评比结果流动。'],
  issuer: '沂水县',
  day: '2020年11月30日',
  code: { content: 'https://example.org/awards', caption: '测试〔2020〕1号' },
}

const write = (more: Partial<CertificateSheet> = {}) =>
  writeCertificate({ ...SHEET, ...more }, FOOT, { at: AT })
const pages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

test('the same certificate gives the same bytes, another one other bytes', async () => {
  const first = await write()
  expect((await write()).equals(first)).toBe(true)
  expect((await write({ recipient: '夏蔚镇' })).equals(first)).toBe(false)
})

test('one page lying, however much is said', async () => {
  const long = Array.from({ length: 6 }, () => '事由：'.padEnd(160, '评'))
  for (const pdf of [await write(), await write({ paragraphs: long })]) {
    expect(pages(pdf)).toBe(1)
    expect(pdf.toString('latin1')).toContain('[0 0 841.89 595.28]')
  }
})

test('a character no font draws does not stop it', async () => {
  expect(pages(await write({ recipient: '\u{20BB7}村合作社' }))).toBe(1)
})
