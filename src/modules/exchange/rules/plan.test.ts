import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { KnownCoop, KnownPerson, KnownRegister } from '../model.ts'
import { foundingDay, membersByCoop, planImport } from './plan.ts'
import { faultLine, readSheets, sheetOf, TODAY } from './testing.ts'

const ID = ['371323198001010019', '371323198001020022'] as const
const id = (n: number): AnyId => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as AnyId

const coop = (n: number, name: string, creditCode: string | null = null): KnownCoop => ({
  id: id(n),
  name,
  creditCode,
  villageId: id(100 + n),
  villageName: '四门洞村民委员会',
  registeredOn: date('2019-05-01'),
})
const OWN = coop(1, '沂水县四门洞果品专业合作社', '93371323MA3N000117')

const NEW: KnownRegister = { openedOn: null, holders: [], villagers: [], households: [] }
const person = (n: number, name: string, more: Partial<KnownPerson> = {}): KnownPerson => ({
  id: id(n),
  name,
  householdId: null,
  ended: false,
  ...more,
})

type Rows = readonly (readonly (string | null)[])[]

function planned(
  rows: Rows,
  known: { register?: Partial<KnownRegister>; persons?: Record<string, KnownPerson> } = {},
) {
  const { members } = readSheets(sheetOf(rows))
  const { groups, faults } = membersByCoop(members, [OWN], OWN)
  const result = planImport(groups, {
    registers: new Map([[OWN.id, { ...NEW, ...known.register }]]),
    personsByNumber: new Map(Object.entries(known.persons ?? {})),
  })
  return { ...result, faults: [...faults, ...result.faults].map(faultLine) }
}

describe('which co-op', () => {
  const coops = [OWN, coop(2, '同名合作社'), coop(3, '同名合作社')]
  const groupsOf = (rows: Rows, own: KnownCoop | null) => {
    const { members } = readSheets(sheetOf([['合作社', '姓名', '电话'], ...rows]))
    const { groups, faults } = membersByCoop(members, coops, own)
    return {
      groups: groups.map((group) => [group.coop.name, group.members.length]),
      faults: faults.map(faultLine),
    }
  }
  test('by name, by credit code, by the unit of the upload', () => {
    const rows = [
      ['沂水县四门洞果品 专业合作社', '甲', '1'],
      ['93371323ma3n000117', '乙', '2'],
      [null, '丙', '3'],
    ]
    expect(groupsOf(rows, OWN)).toEqual({ groups: [[OWN.name, 3]], faults: [] })
  })
  test('unknown, ambiguous and missing ones are errors', () => {
    const rows = [
      ['没有的社', '甲', '1'],
      ['同名合作社', '乙', '2'],
      [null, '丙', '3'],
    ]
    expect(groupsOf(rows, null).faults).toEqual([
      'error coop_unknown 名册!2:1',
      'error coop_unknown 名册!3:1',
      'error coop_missing 名册!4:2',
    ])
  })
})

describe('who is who', () => {
  const HEAD = ['姓名', '身份证号', '出资额', '户号', '户主', '村'] as const
  const row = (name: string, number = '', more: readonly string[] = []): string[] => [
    name,
    number,
    '100',
    ...more,
  ]
  test('a new person is added once, with the household', () => {
    const { plan, faults } = planned([
      HEAD,
      row('张三', ID[0], ['12', '张三', '四门洞村']),
      row('李四', ID[1], ['12', '张三', '四门洞村委会']),
    ])
    expect(faults).toEqual([])
    expect(plan.persons.map(({ draft, household }) => [draft.name, household])).toEqual([
      ['张三', { add: 0 }],
      ['李四', { add: 0 }],
    ])
    expect(plan.households).toMatchObject([{ number: '12', headName: '张三' }])
    expect(plan.coops[0]?.holders.map((holder) => holder.person)).toEqual([{ add: 0 }, { add: 1 }])
  })
  test('a known number is the known person; under another name it is an error without a name in it', () => {
    const persons = { [ID[0]]: person(7, '张三') }
    expect(planned([HEAD, row('张三', ID[0])], { persons }).plan).toMatchObject({
      persons: [],
      knownPersons: 1,
      coops: [{ holders: [{ person: { known: id(7) } }] }],
    })
    const other = planned([HEAD, row('李四', ID[0])], { persons })
    expect(other.faults).toEqual(['error person_differs 名册!2:2'])
  })
  test('the dead cannot join', () => {
    const persons = { [ID[0]]: person(7, '张三', { ended: true }) }
    expect(planned([HEAD, row('张三', ID[0])], { persons }).faults).toEqual([
      'error person_ended 名册!2:2',
    ])
  })
  test('without a number the one villager of the name is meant; of several none', () => {
    const one = planned([HEAD, row('张三')], { register: { villagers: [person(7, '张三')] } })
    expect(one.faults).toEqual(['warning person_by_name 名册!2:1'])
    expect(one.plan.coops[0]?.holders[0]?.person).toEqual({ known: id(7) })
    const villagers = [person(7, '张三'), person(8, '张三')]
    const two = planned([HEAD, row('张三')], { register: { villagers } })
    expect(two.faults).toEqual(['error person_ambiguous 名册!2:1'])
  })
  test('people of other villages join without a village and household', () => {
    const { plan, faults } = planned([HEAD, row('张三', ID[0], ['9', '张三', '外村'])])
    expect(faults).toEqual(['warning village_other 名册!2:6'])
    expect(plan.persons[0]).toMatchObject({ ofVillage: false, household: null })
  })
  test('known households are found by number, then by their head', () => {
    const households = [
      { id: id(30), number: '12', headName: '王五' },
      { id: id(31), number: '13', headName: '赵六' },
      { id: id(32), number: '14', headName: '钱七' },
      { id: id(33), number: '15', headName: '钱七' },
    ]
    const { plan, faults } = planned(
      [
        HEAD,
        row('甲', '', ['12', '', '']),
        row('乙', '', ['', '赵六', '']),
        row('丙', '', ['', '钱七', '']),
        row('丁', '', ['', '孙八', '']),
      ],
      { register: { households } },
    )
    expect(plan.persons.map(({ household }) => household)).toEqual([
      { known: id(30) },
      { known: id(31) },
      null,
      { add: 0 },
    ])
    expect(plan.households).toMatchObject([{ number: '孙八户', headName: '孙八' }])
    expect(faults).toEqual([
      'warning household_missing 名册!4:5',
      'warning household_by_head 名册!5:5',
    ])
  })
})

describe('what is there already', () => {
  const register: Partial<KnownRegister> = {
    openedOn: date('2019-05-01'),
    holders: [
      { name: '张三', kind: 'person', personId: id(7), registered: fen(10_000) },
      { name: '老集体', kind: 'collective', personId: null, registered: fen(5_000) },
      { name: '李四', kind: 'person', personId: id(8), registered: fen(1) },
    ],
  }
  const persons = { [ID[0]]: person(7, '张三') }
  const HEAD = ['姓名', '身份证号', '成员类型', '出资额'] as const
  test('the same stays, more is added, the rest is left alone', () => {
    const { plan, faults } = planned(
      [
        HEAD,
        ['张三', ID[0], '农民成员', '100'],
        ['某村股份经济合作社', '', '村集体经济组织', '50'],
        ['新人', ID[1], '农民成员', '10'],
      ],
      { register, persons },
    )
    expect(faults).toEqual(['warning holder_left_out -'])
    expect(plan.coops[0]).toMatchObject({ members: 3, unchanged: 2, openedOn: '2019-05-01' })
    expect(plan.coops[0]?.holders.map(({ draft }) => draft.name)).toEqual(['新人'])
  })
  test('another amount is an error, never a silent change', () => {
    const { faults } = planned([HEAD, ['张三', ID[0], '农民成员', '101']], { register, persons })
    expect(faults).toContain('error holder_differs 名册!2:4')
  })
  test('two collectives are an error', () => {
    const { faults } = planned([
      HEAD,
      ['甲村股份经济合作社', '', '村集体', '1'],
      ['乙村股份经济合作社', '', '村集体', '1'],
    ])
    expect(faults).toEqual(['error collective_twice 名册!3:3'])
  })
})

test('a register begins on the chosen day, or on the earliest the file and the co-op know', () => {
  const { plan } = planned([
    ['姓名', '出资额', '入社日期'],
    ['甲', '1', '2018-03-01'],
    ['乙', '1', '2020-01-01'],
  ])
  const [first] = plan.coops
  expect(first).toBeDefined()
  if (first === undefined) return
  expect(foundingDay(first, null, TODAY)).toBe('2018-03-01')
  expect(foundingDay(first, date('2017-01-01'), TODAY)).toBe('2017-01-01')
  expect(foundingDay({ ...first, holders: [] }, null, TODAY)).toBe('2019-05-01')
  const unregistered = { ...first, holders: [], coop: { ...first.coop, registeredOn: null } }
  expect(foundingDay(unregistered, null, TODAY)).toBe(TODAY)
})
