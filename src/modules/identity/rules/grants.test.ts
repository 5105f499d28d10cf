import { describe, expect, test } from 'vitest'
import { date } from '../../../kernel/date.ts'
import { type Role, ROLE_NAMES, ROLES } from '../../../kernel/role.ts'
import { ADMINISTRATORS, type HeldRole } from '../model.ts'
import { type GrantFacts, grantFaults, type WishedRole } from './grants.ts'

const today = date('2026-11-23')
const wish = (role: Role, more: Partial<WishedRole> = {}): WishedRole => {
  const { level } = ROLES[role]
  return {
    accountId: 'zhang',
    role,
    unitId: level === 'person' ? null : level,
    validFrom: today,
    validTo: null,
    ...more,
  }
}

const facts = (held: readonly HeldRole[] = [], more: Partial<GrantFacts> = {}): GrantFacts => ({
  today,
  actorId: 'li',
  accounts: new Map([['zhang', { personId: 'p', held }]]),
  unitKinds: new Map([
    ['county', 'county'],
    ['town', 'town'],
    ['village', 'village'],
    ['coop', 'coop'],
  ]),
  ...more,
})

const places = (wishes: readonly WishedRole[], given = facts()) =>
  grantFaults(wishes, given).map((fault) => fault.path)

describe('grants', () => {
  test('every role at its own level, and at no other', () => {
    for (const role of ROLE_NAMES) {
      expect(places([wish(role)]), role).toEqual([])
      for (const unitId of ['county', 'town', 'village', 'coop', null]) {
        const right = unitId === wish(role).unitId
        expect(places([wish(role, { unitId })]), `${role} at ${unitId}`).toEqual(
          right ? [] : ['$.grants[0].unitId'],
        )
      }
    }
    expect(places([wish('town_station', { unitId: 'of another county' })])).toEqual([
      '$.grants[0].unitId',
    ])
  })

  test('not to oneself, not to an account that is not there, no member without a person', () => {
    expect(places([wish('auditor')], facts([], { actorId: 'zhang' }))).toEqual([
      '$.grants[0].accountId',
    ])
    expect(places([wish('auditor', { accountId: 'x' })])).toEqual(['$.grants[0].accountId'])
    const nobody = new Map([['zhang', { personId: null, held: [] }]])
    expect(places([wish('member')], facts([], { accounts: nobody }))).toEqual([
      '$.grants[0].accountId',
    ])
    expect(places([wish('auditor')], facts([], { actorId: null }))).toEqual([])
  })

  test('never before today, never ending before it begins', () => {
    expect(places([wish('auditor', { validFrom: date('2026-11-22') })])).toEqual([
      '$.grants[0].validFrom',
    ])
    expect(places([wish('auditor', { validTo: today })])).toEqual(['$.grants[0].validTo'])
  })

  test('the three administrators hold nothing else, in either order and within one batch', () => {
    for (const administrator of ADMINISTRATORS) {
      for (const role of ROLE_NAMES) {
        if (role === administrator) continue
        expect(places([wish(role)], facts([wish(administrator)])), role).toHaveLength(1)
        expect(places([wish(administrator)], facts([wish(role)])), role).toHaveLength(1)
        expect(places([wish(administrator), wish(role)])).toEqual(['$.grants[1].role'])
      }
    }
  })

  test('one after the other is allowed; at the same time is not', () => {
    const until = wish('security_admin', { validTo: date('2026-12-01') })
    expect(
      places([wish('town_station', { validFrom: date('2026-12-01') })], facts([until])),
    ).toEqual([])
    expect(
      places([wish('town_station', { validFrom: date('2026-11-30') })], facts([until])),
    ).toHaveLength(1)
  })

  test('the same role at the same unit once; at two units twice', () => {
    expect(places([wish('town_station')], facts([wish('town_station')]))).toEqual([
      '$.grants[0].role',
    ])
    const two = facts([], {
      unitKinds: new Map([
        ['a', 'town'],
        ['b', 'town'],
      ]),
    })
    const both = [wish('town_station', { unitId: 'a' }), wish('town_station', { unitId: 'b' })]
    expect(places(both, two)).toEqual([])
  })
})
