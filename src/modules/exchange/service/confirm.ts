import { actorName } from '../../../platform/actor.ts'
import { must } from '../../../kernel/assert.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Output, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { addPersons, registerHouseholds } from '../../registry/index.ts'
import type { exchangeContract } from '../contract.ts'
import type { ImportPlan, NewPerson, PersonPlan } from '../model.ts'
import { refusalFault } from '../rules/faults.ts'
import { closeImport, confirmedBefore, type ImportRow } from '../store.ts'
import { presentBefore } from './present.ts'
import { importOrRefuse, isError, openFile, understand } from './reading.ts'
import { refuseClosed } from './closed.ts'
import { writeRegisters } from './registers.ts'

type Confirm = Verbs<typeof exchangeContract, Ctx>['confirmImport']
type Confirmed = Output<(typeof exchangeContract)['confirmImport']>

const MOST_FAULTS = 200

/**
 * Takes a file into the books, whole or not at all: persons and households into the registry, members
 * and contributions into the registers. The same file a second time changes nothing and says so.
 */
export const confirmImport: Confirm = async (ctx, input) => {
  const row = await importOrRefuse(ctx, input.importId, true)
  // One file of a county after the other: two files may speak of one co-op or one person, and who
  // confirms a file that is being confirmed waits and finds it done.
  await lockFor(ctx.tx, `import:${ctx.county}`)
  const before = await confirmedBefore(ctx, row.unit_id, row.file_hash)
  if (before !== null) return await repeated(ctx, row, before)
  refuseClosed(row.status)
  const book = await openFile(ctx, row)
  const found = await understand(ctx, { book, mapping: row.mapping, unitId: row.unit_id })
  const errors = found.faults.filter(isError)
  if (errors.length > 0) throw badInput(errors.slice(0, MOST_FAULTS).map(refusalFault))

  const { plan } = found
  const households = await addHouseholds(ctx, row.unit_id, plan)
  const persons = await addPeople(ctx, row.unit_id, { plan, households })
  const personOf = (person: PersonPlan): AnyId =>
    'known' in person ? person.known : must(persons[person.add], 'the person just added')
  const coops = await writeRegisters(ctx, plan, {
    unitId: row.unit_id,
    foundedOn: row.founded_on,
    asFound: input.asFound,
    reason: input.reason,
    note: `导入 ${row.file_name}(${row.file_hash.slice(0, 12)})`.slice(0, 300),
    personOf,
  })
  const added = plan.coops.reduce((sum, coop) => sum + coop.holders.length, 0)
  const result = {
    changed: added > 0 || persons.length > 0,
    personsAdded: persons.length,
    householdsAdded: households.length,
    coops,
  }
  const { counts } = found
  await closeImport(ctx, row.id, { status: 'confirmed', by: actorName(ctx), counts, result })
  ctx.record({
    entity: 'register_import',
    id: row.id,
    before: { status: row.status },
    after: { status: 'confirmed', fileHash: row.file_hash, ...counts, ...result },
  })
  return { ...result, text: said(result.changed, added, plan), before: null }
}

const said = (changed: boolean, added: number, plan: ImportPlan): Text =>
  changed
    ? text(
        `已导入:${plan.coops.length} 个合作社,新增成员 ${added} 名。`,
        `Imported: ${plan.coops.length} co-ops, ${added} new members.`,
      )
    : text(
        '文件里的成员都已在册,没有任何改动。',
        'Everybody in the file is registered already; nothing was changed.',
      )

async function repeated(ctx: Ctx, row: ImportRow, before: ImportRow): Promise<Confirmed> {
  const by = actorName(ctx)
  if (row.status === 'draft') {
    await closeImport(ctx, row.id, { status: 'repeated', by, result: { first: before.id } })
  }
  const when = (before.closed_at ?? before.uploaded_at).slice(0, 10)
  return {
    changed: false,
    text: text(
      `这个文件已于 ${when} 由${before.closed_by ?? ''}导入过,没有任何改动。`,
      `This very file was imported on ${when} by ${before.closed_by ?? ''}; nothing was changed.`,
    ),
    before: presentBefore(before),
    personsAdded: 0,
    householdsAdded: 0,
    coops: [],
  }
}

async function addHouseholds(ctx: Ctx, unitId: Id<'unit'>, plan: ImportPlan): Promise<AnyId[]> {
  if (plan.households.length === 0) return []
  const rows = plan.households.map((household) => ({
    villageId: household.villageId,
    number: household.number,
    headName: household.headName,
    resident: true,
    collective: true,
    assisted: household.assisted,
    ...(household.address === null ? {} : { address: household.address }),
  }))
  // Households lie in villages; a file of one co-op speaks of that co-op's village.
  const [only] = plan.coops
  const one = plan.coops.length === 1 && only !== undefined && only.coop.id === unitId
  const { ids } = await registerHouseholds(ctx, {
    unitId: one ? only.coop.villageId : unitId,
    rows,
  })
  return ids
}

/** New persons in the order of the plan. Those of another village are taken in by their co-op. */
async function addPeople(
  ctx: Ctx,
  unitId: Id<'unit'>,
  made: { readonly plan: ImportPlan; readonly households: readonly AnyId[] },
): Promise<AnyId[]> {
  const { persons } = made.plan
  const ids: AnyId[] = []
  const byUnit = new Map<Id<'unit'>, number[]>()
  for (const [i, person] of persons.entries()) {
    const at = person.ofVillage ? unitId : person.coop.id
    const list = byUnit.get(at)
    if (list === undefined) byUnit.set(at, [i])
    else list.push(i)
  }
  for (const [at, places] of byUnit) {
    const rows = places.map((i) => personRow(must(persons[i], 'the new person'), made.households))
    const answer = await addPersons(ctx, { unitId: at, rows })
    for (const [k, i] of places.entries()) ids[i] = must(answer.persons[k], 'the added person').id
  }
  return ids
}

function personRow(person: NewPerson, households: readonly AnyId[]) {
  const { draft, coop, household } = person
  const householdId =
    household === null
      ? undefined
      : 'known' in household
        ? household.known
        : must(households[household.add], 'the household just added')
  return {
    name: draft.name,
    farmer: draft.farmer ?? true,
    collectiveMember: person.ofVillage,
    publicOffice: false,
    ...(person.ofVillage ? { villageId: coop.villageId } : {}),
    ...(householdId === undefined ? {} : { householdId }),
    ...(draft.sex === null ? {} : { sex: draft.sex }),
    ...(draft.birthDate === null ? {} : { birthDate: draft.birthDate }),
    ...(draft.idNumber === null ? {} : { idNumber: draft.idNumber }),
    ...(draft.phone === null ? {} : { phone: draft.phone }),
    ...(draft.bankAccount === null ? {} : { bankAccount: draft.bankAccount }),
    ...(draft.relationToHead === null ? {} : { relationToHead: draft.relationToHead }),
  }
}
