import { describe, expect, test } from 'vitest'
import { must } from '../../../kernel/assert.ts'
import { SHIPPED_PROCESSES } from '../data/processes.ts'
import { FOUR_DISCUSSIONS } from '../data/processes/four-discussions.ts'
import { handbookOf } from './handbook.ts'
import { faultsOfProcess } from './process.ts'
import { sheetOf } from './sheet.ts'
import { stepOf } from './standing.ts'

const FACTS = { origin: 'cadres', matter: 'assets', content: '冷库入社', collective: true }
const SHEET = {
  number: '〔2026〕3号',
  caseTitle: '集体以冷库入社',
  unit: '许家湖镇 甲村',
  serial: '表〔2026〕12号',
  address: 'http://miaoqi.example/cases/1?step=party&paper=party-sheet',
}
const sheet = (key: string, values: Parameters<typeof sheetOf>[1]['values']) => {
  const step = must(stepOf(FOUR_DISCUSSIONS, key), key)
  const paper = must(
    step.papers.find(({ source }) => source === 'form'),
    key,
  )
  return sheetOf({ process: FOUR_DISCUSSIONS, step, paper }, { facts: FACTS, values }, SHEET)
}
const cellsOf = (paper: ReturnType<typeof sheet>) =>
  new Map(paper.sections[0]?.rows.map(({ cells }) => [cells[0], cells[1]]))

describe('the sheets of the four discussions', () => {
  test('are six, one for each step of the register', () => {
    const forms = FOUR_DISCUSSIONS.steps.flatMap(({ papers }) =>
      papers.flatMap(({ form }) => form ?? []),
    )
    expect(forms).toEqual(['表一', '表二', '表三', '表四', '表五', '表六'])
  })

  test('tick the origin, compute the ratio, leave room to sign', () => {
    const paper = sheet('party', {
      heldOn: '2026-03-05',
      form: 'meeting',
      expected: 30,
      present: 20,
      content: '同意',
      agree: 16,
    })
    expect([paper.form, paper.title, paper.code?.content]).toEqual([
      '表三',
      '党员大会审议表',
      SHEET.address,
    ])
    const cells = cellsOf(paper)
    expect(cells.get('事项来源')).toBe('□ 党员和群众提出　■ 村干部提出　□ 上级安排')
    expect(cells.get('会议形式')).toContain('■ 会议')
    expect(cells.get('实到人数 ÷ 应到人数')).toBe('20/30 = 66.66%　（须达到 2/3）')
    expect(cells.get('同意人数 ÷ 应到人数')).toBe('16/30 = 53.33%　（须超过 1/2）')
    expect(cells.get('参会人员签名')).toMatch(/^\n+$/u)
    expect(cells.has('乡镇(街道)列席人员签名、职务')).toBe(true)
    expect(cells.has('村务监督委员会意见')).toBe(true)
  })

  test('can be printed empty and filled in by hand', () => {
    const cells = cellsOf(sheet('party', {}))
    expect(cells.get('应到人数')).toBe('')
    expect(cells.get('实到人数 ÷ 应到人数')).toBe('（须达到 2/3）')
    const objections = sheet('objections', {}).sections[1]
    expect(objections?.rows).toHaveLength(5)
    const filled = { objections: [{ who: '张三', objection: '租金', answer: '已答复' }] }
    expect(sheet('objections', filled).sections[1]?.rows).toEqual([
      { kind: 'plain', cells: ['张三', '租金', '已答复'] },
    ])
  })
})

describe('the handbook', () => {
  test.each(SHIPPED_PROCESSES.map((process) => [process.id, process] as const))(
    '%s can run and has every step, in Chinese words only',
    (_, process) => {
      expect(faultsOfProcess(process)).toEqual([])
      const paper = handbookOf([{ process, origin: '系统自带' }], {
        county: '沂水县',
        day: '2026-03-02',
      })
      const rows = paper.sections[0]?.rows ?? []
      expect(rows.map(({ cells }) => cells[1])).toEqual(process.steps.map(({ title }) => title.zh))
      // A name that was not put into words would show its key.
      for (const { cells } of rows) expect(cells.slice(1, 6).join('')).not.toMatch(/[a-z]{3,}/u)
    },
  )

  test('says the periods and the conditions', () => {
    const paper = handbookOf([{ process: FOUR_DISCUSSIONS, origin: '系统自带' }], {
      county: '沂水县',
      day: '2026-03-02',
    })
    const said = (title: string) =>
      paper.sections[0]?.rows.find(({ cells }) => cells[1] === title)?.cells.join(' ')
    expect(said('公示期满,异议处理')).toContain('7日届满之后')
    expect(said('报乡镇(街道)备案')).toContain('5个工作日内')
    expect(said('集体经济组织成员(代表)大会表决')).toContain('仅当：涉及集体资产或投资')
    expect(said('村民代表会议或村民会议决议')).toContain('议事机构为“村民代表会议”的')
  })
})
