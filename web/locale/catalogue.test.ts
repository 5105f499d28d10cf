import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { approvals as approvalsEnglish } from './en/approvals.ts'
import { assessment as assessmentEnglish } from './en/assessment.ts'
import { contest as contestEnglish } from './en/contest.ts'
import { distribution as distributionEnglish } from './en/distribution.ts'
import { division as divisionEnglish } from './en/division.ts'
import { indicator as indicatorEnglish } from './en/indicator.ts'
import { founding as foundingEnglish } from './en/founding.ts'
import { governance as governanceEnglish } from './en/governance.ts'
import { help as helpEnglish } from './en/help.ts'
import { support as supportEnglish } from './en/support.ts'
import { ledger as ledgerEnglish } from './en/ledger.ts'
import { ledgerFiles as ledgerFilesEnglish } from './en/ledger-files.ts'
import { party as partyEnglish } from './en/party.ts'
import { phone as phoneEnglish } from './en/phone.ts'
import { portal as portalEnglish } from './en/portal.ts'
import { statements as statementsEnglish } from './en/statements.ts'
import { supervision as supervisionEnglish } from './en/supervision.ts'
import { talent as talentEnglish } from './en/talent.ts'
import { trade as tradeEnglish } from './en/trade.ts'
import { votes as votesEnglish } from './en/votes.ts'
import { fill } from './translate.ts'
import { zhCN } from './zh-CN.ts'
import { approvals } from './zh-CN/approvals.ts'
import { assessment } from './zh-CN/assessment.ts'
import { contest } from './zh-CN/contest.ts'
import { distribution } from './zh-CN/distribution.ts'
import { division } from './zh-CN/division.ts'
import { indicator } from './zh-CN/indicator.ts'
import { founding } from './zh-CN/founding.ts'
import { governance } from './zh-CN/governance.ts'
import { help } from './zh-CN/help.ts'
import { support } from './zh-CN/support.ts'
import { ledger } from './zh-CN/ledger.ts'
import { ledgerFiles } from './zh-CN/ledger-files.ts'
import { party } from './zh-CN/party.ts'
import { phone } from './zh-CN/phone.ts'
import { portal } from './zh-CN/portal.ts'
import { statements } from './zh-CN/statements.ts'
import { supervision } from './zh-CN/supervision.ts'
import { talent } from './zh-CN/talent.ts'
import { trade } from './zh-CN/trade.ts'
import { votes } from './zh-CN/votes.ts'

const names = (pattern: string): string[] =>
  Array.from(
    new Set(Array.from(pattern.matchAll(/\{(\w+)/g), (match) => match[1] ?? '')),
  ).toSorted()

describe.each([
  ['desk', zhCN, en],
  ['approvals', approvals, approvalsEnglish],
  ['assessments', assessment, assessmentEnglish],
  ['divisions', division, divisionEnglish],
  ['books', ledger, ledgerEnglish],
  ['files of the books', ledgerFiles, ledgerFilesEnglish],
  ['distribution', distribution, distributionEnglish],
  ['statements', statements, statementsEnglish],
  ['trade', trade, tradeEnglish],
  ['founding', founding, foundingEnglish],
  ['indicator', indicator, indicatorEnglish],
  ['governance', governance, governanceEnglish],
  ['phone', phone, phoneEnglish],
  ['votes', votes, votesEnglish],
  ['supervision', supervision, supervisionEnglish],
  ['contest', contest, contestEnglish],
  ['help', help, helpEnglish],
  ['talent', talent, talentEnglish],
  ['own points and promises', party, partyEnglish],
  ['support', support, supportEnglish],
  ['portal', portal, portalEnglish],
])('the %s catalogue', (_door, chinese, english) => {
  test('speaks of the same values in both languages', () => {
    const chineseWords: Readonly<Record<string, string>> = chinese
    const englishWords: Readonly<Record<string, string>> = english
    const keys = Object.keys(chineseWords)
    expect(keys.length).toBeGreaterThan(20)
    const different = keys.filter(
      (key) => names(chineseWords[key] ?? '').join() !== names(englishWords[key] ?? '').join(),
    )
    expect(different).toEqual([])
  })

  test('has no empty and no Chinese English sentence', () => {
    const wrong = Object.entries(english).filter(
      ([key, text]) => text === '' || (/\p{Script=Han}/u.test(text) && key !== 'language'),
    )
    expect(wrong).toEqual([])
  })
})

test('numbers get separators and pick their word', () => {
  expect(fill('{n} {n|village|villages}', { n: 1 })).toBe('1 village')
  expect(fill('{n} {n|village|villages}', { n: 1040 })).toBe('1,040 villages')
  expect(fill('{code}', { code: '2020' })).toBe('2020')
})
