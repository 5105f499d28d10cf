import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { type PartyEntry, partyFaults, type PartyGround } from './party.ts'

const id = (name: string) => name as AnyId
const TODAY = date('2020-11-30')

const entry = (more: Partial<PartyEntry> = {}): PartyEntry => ({
  personId: id('a'),
  branchId: id('branch'),
  committee: false,
  secretary: false,
  from: date('2020-06-01'),
  leaves: false,
  ...more,
})
const secretary = (person: string, validTo: string | null): PartyGround['secretaries'][number] => ({
  person_id: id(person),
  branch_id: id('branch'),
  name: person,
  valid_to: validTo === null ? null : date(validTo),
})
const faults = (rows: readonly PartyEntry[], more: Partial<PartyGround> = {}) =>
  partyFaults(rows, { today: TODAY, open: new Map(), secretaries: [], ...more }).map(
    (fault) => fault.path,
  )
const open = new Map([[id('a'), { valid_from: date('2018-01-01') }]])
const post = { committee: true, secretary: true } as const

describe('what may be recorded of Party members', () => {
  test.each<[string, Partial<PartyEntry>, string[]]>([
    ['a member', {}, []],
    ['today', { from: TODAY }, []],
    ['a day to come', { from: date('2020-12-01') }, ['$.rows[0].from']],
    ['joining on the first day', { joinedParty: date('2020-06-01') }, []],
    ['joining later', { joinedParty: date('2020-06-02') }, ['$.rows[0].joinedParty']],
    ['a secretary outside the committee', { secretary: true }, ['$.rows[0].secretary']],
    ['leaving without belonging', { leaves: true }, ['$.rows[0].leaves']],
  ])('%s', (_name, more, paths) => {
    expect(faults([entry(more)])).toEqual(paths)
  })

  test('a record follows the one before, and never on its first day', () => {
    expect(faults([entry({ from: date('2018-01-01') })], { open })).toEqual(['$.rows[0].from'])
    expect(faults([entry({ from: date('2018-01-02') })], { open })).toEqual([])
    expect(faults([entry({ leaves: true })], { open })).toEqual([])
    expect(faults([entry(), entry()])).toEqual(['$.rows[1].personId'])
  })
})

describe('one secretary a branch at a time', () => {
  test('while another holds the post it is refused; from the day it ends it is free', () => {
    const taken = (validTo: string | null) =>
      faults([entry(post)], { secretaries: [secretary('b', validTo)] })
    expect(taken(null)).toEqual(['$.rows[0].secretary'])
    expect(taken('2020-06-02')).toEqual(['$.rows[0].secretary'])
    expect(taken('2020-06-01')).toEqual([])
  })

  test('the own post, another branch and two branches at once are no obstacle', () => {
    expect(faults([entry(post)], { secretaries: [secretary('a', null)] })).toEqual([])
    const elsewhere = entry({ ...post, branchId: id('other') })
    expect(faults([elsewhere], { secretaries: [secretary('b', null)] })).toEqual([])
    expect(faults([entry(post), { ...elsewhere, personId: id('c') }])).toEqual([])
  })

  test('the one before gives it up in the same batch, not later than the new one takes it', () => {
    const secretaries = [secretary('b', null)]
    const down = (from: string) => entry({ personId: id('b'), from: date(from) })
    expect(faults([entry(post), down('2020-06-01')], { secretaries })).toEqual([])
    expect(faults([entry(post), down('2020-06-02')], { secretaries })).toEqual([
      '$.rows[0].secretary',
    ])
    expect(faults([entry(post), entry({ ...post, personId: id('b') })], { secretaries })).toEqual([
      '$.rows[0].secretary',
      '$.rows[1].secretary',
    ])
  })
})
