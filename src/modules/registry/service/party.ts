import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import type { peopleContract } from '../contract/people.ts'
import { partyFaults } from '../rules/party.ts'
import { insertMany, unitsInside } from '../store/batch.ts'
import * as store from '../store/party.ts'
import { branchVillages } from '../store/references.ts'
import { namesOf, versionsOf } from '../store/division-reads.ts'
import { personsById } from '../store/persons.ts'
import { partyMarkOut } from './person-out.ts'

type People = Verbs<typeof peopleContract, Ctx>

/** Says who is a Party member of which branch, in which post; older facts of a person end on the day. */
export const recordPartyMembers: People['recordPartyMembers'] = async (ctx, input) => {
  await lockFor(ctx.tx, `party:${ctx.county}`)
  const personIds = input.rows.map((row) => row.personId)
  const branches = await branchVillages(ctx, [...new Set(input.rows.map((row) => row.branchId))])
  const villages = await unitsInside(
    ctx,
    input.unitId,
    [...branches.values()].map((branch) => branch.villageId),
  )
  const persons = await store.personsInside(ctx, input.unitId, personIds)
  const outside = input.rows.some(({ personId, branchId }) => {
    const branch = branches.get(branchId)
    return branch === undefined || !villages.has(branch.villageId) || !persons.has(personId)
  })
  if (outside) throw notFound()
  const open = await store.openParty(ctx, personIds)
  const first = input.rows.map((row) => row.from).toSorted()[0] ?? ctx.today
  const secretaries = await store.secretariesSince(ctx, [...branches.keys()], first)
  const faults = partyFaults(input.rows, { today: ctx.today, open, secretaries })
  if (faults.length > 0) throw badInput(faults)
  for (const [day, rows] of Map.groupBy(input.rows, (row) => row.from)) {
    const ending = rows.flatMap((row) => open.get(row.personId)?.id ?? [])
    await store.endParty(ctx, ending, day)
  }
  await insertMany(
    ctx,
    'party_membership',
    input.rows
      .filter((row) => !row.leaves)
      .map((row) => ({
        id: ctx.newId(),
        person_id: row.personId,
        branch_id: row.branchId,
        joined_party: row.joinedParty ?? open.get(row.personId)?.joined_party ?? null,
        committee: row.committee,
        secretary: row.secretary,
        cadre_post: row.cadrePost ?? null,
        valid_from: row.from,
        valid_to: null,
        recorded_at: ctx.now,
      })),
  )
  ctx.record({ entity: 'party_membership', id: input.unitId, after: { rows: input.rows.length } })
  const left = [...open.values()].map((row) => row.branch_id)
  ctx.emit('party.changed', { branchIds: [...new Set([...branches.keys(), ...left])] })
  return { recorded: input.rows.length }
}

/** Membership and posts of a person through the years, and where a branch is looked for. */
export const readPartyHistory: People['readPartyHistory'] = async (ctx, { personId }) => {
  const [person] = await personsById(ctx, [personId])
  if (person === undefined) throw notFound()
  const { village_id: villageId } = person
  const above = villageId === null ? undefined : (await versionsOf(ctx, villageId)).at(-1)
  const townId = above?.parent_id ?? null
  const towns = await namesOf(ctx, townId === null ? [] : [townId])
  const records = await store.partyRecords(ctx, personId)
  return {
    personId,
    village: villageId === null ? null : { id: villageId, name: person.village_name ?? '' },
    town: townId === null ? null : { id: townId, name: towns.get(townId) ?? '' },
    records: records.map((record) => ({
      ...partyMarkOut(record),
      id: record.id,
      village: { id: record.village_id, name: record.village_name },
      validTo: record.valid_to,
      recordedAt: record.recorded_at,
    })),
  }
}

export const readBranch: People['readBranch'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const branch = (await branchVillages(ctx, [input.branchId])).get(input.branchId)
  if (branch === undefined || branch.villageId !== input.villageId) throw notFound()
  const names = await namesOf(ctx, [input.villageId])
  const members = await store.membersOfBranch(ctx, input.branchId, asOf)
  return {
    id: input.branchId,
    name: branch.name,
    village: { id: input.villageId, name: names.get(input.villageId) ?? '' },
    asOf,
    members: members.map((member) => ({
      person: { id: member.person_id, name: member.name },
      joinedParty: member.joined_party,
      committee: member.committee,
      secretary: member.secretary,
      cadrePost: member.cadre_post,
    })),
  }
}

/** Persons that are to be counted together under the cap on one holder, with the evidence for it. */
export const registerLinkedGroups: People['registerLinkedGroups'] = async (ctx, input) => {
  const all = input.groups.flatMap((group) => group.personIds)
  const known = await store.personsInside(ctx, input.unitId, all)
  if (all.some((id) => !known.has(id))) throw notFound()
  const faults = input.groups.flatMap((group, i): Fault[] => [
    ...(new Set(group.personIds).size === group.personIds.length
      ? []
      : [
          {
            path: `$.groups[${i}].personIds`,
            text: text('同一人出现两次', 'a person occurs twice'),
          },
        ]),
    ...(group.from <= ctx.today
      ? []
      : [
          {
            path: `$.groups[${i}].from`,
            text: text('日期不能在今天之后', 'the date lies in the future'),
          },
        ]),
  ])
  if (faults.length > 0) throw badInput(faults)
  const made = input.groups.map((group) => ({ id: ctx.newId(), group }))
  await insertMany(
    ctx,
    'linked_group',
    made.map(({ id, group }) => ({
      id,
      unit_id: input.unitId,
      name: group.name,
      kind: group.kind,
      evidence: group.evidence,
      valid_from: group.from,
      valid_to: null,
      recorded_at: ctx.now,
    })),
  )
  await insertMany(
    ctx,
    'linked_group_member',
    made.flatMap(({ id, group }) =>
      group.personIds.map((personId) => ({ group_id: id, person_id: personId })),
    ),
  )
  for (const { id, group } of made) ctx.record({ entity: 'linked_group', id, after: group })
  ctx.emit('linked_groups.changed', { personIds: [...new Set(all)] })
  return { ids: made.map(({ id }) => id) }
}

export async function groupsOut(
  ctx: Ctx,
  groups: Awaited<ReturnType<typeof store.groupRows>>['rows'],
) {
  const ids = groups.map((group) => group.id)
  const members = Map.groupBy(await store.groupMembers(ctx, ids), (row) => row.group_id)
  const objections = Map.groupBy(await store.objectionsTo(ctx, ids), (row) => row.group_id)
  return groups.map((group) => ({
    id: group.id,
    unitId: group.unit_id,
    name: group.name,
    kind: group.kind,
    evidence: group.evidence,
    validFrom: group.valid_from,
    validTo: group.valid_to,
    members: (members.get(group.id) ?? []).map(({ id, name }) => ({ id, name })),
    objections: (objections.get(group.id) ?? []).map((objection) => ({
      id: objection.id,
      raisedBy: objection.raised_by,
      raisedOn: objection.raised_on,
      grounds: objection.grounds,
      decision: objection.decision,
      decidedOn: objection.decided_on,
      reason: objection.reason,
    })),
  }))
}

export const listLinkedGroups: People['listLinkedGroups'] = async (ctx, input) => {
  const filter = { ...input, asOf: input.asOf ?? ctx.today }
  const { total, rows } = await store.groupRows(ctx, filter)
  return { total, groups: await groupsOut(ctx, rows) }
}

/** Groups of one unit only: the path names both, the scope was checked on the unit. */
export async function groupOf(ctx: Ctx, at: { unitId: AnyId; groupId: AnyId }) {
  const group = await store.groupById(ctx, at.groupId)
  if (group === null || group.unit_id !== at.unitId) throw notFound()
  return group
}
