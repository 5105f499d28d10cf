import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Fen } from '../../../kernel/money.ts'
import { badInput, type Fault, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { coopKinds } from '../store/catalogues.ts'
import { coopsByCode } from '../store/cooperatives.ts'
import { personsReached } from '../store/persons.ts'
import { branchVillages, collectiveRefs, unionsByCode } from '../store/references.ts'
import { unitsReached } from '../store/batch.ts'
import { industryIds } from './catalogues.ts'

/** The facts of a co-op as a caller gives them, whole or in part. */
export interface GivenFacts {
  readonly name?: string | undefined
  readonly villageId?: AnyId | undefined
  readonly branchId?: AnyId | null | undefined
  readonly collectiveId?: AnyId | null | undefined
  readonly mainKind?: string | undefined
  readonly secondaryKinds?: readonly string[] | undefined
  readonly industry?: string | null | undefined
  readonly businessForms?: readonly string[] | undefined
  readonly businessScope?: string | null | undefined
  readonly creditCode?: string | null | undefined
  readonly registeredOn?: LocalDate | null | undefined
  readonly registrar?: string | null | undefined
  readonly registeredAddress?: string | null | undefined
  readonly address?: string | null | undefined
  readonly registeredCapital?: Fen | null | undefined
  readonly chairPersonId?: AnyId | null | undefined
  readonly chairName?: string | null | undefined
  readonly areaMu?: string | null | undefined
}

/** What the references of given facts point at, all known to exist. */
export interface Resolved {
  readonly industries: Map<string, AnyId>
  readonly persons: Map<AnyId, string>
}

interface Asked {
  readonly facts: GivenFacts
  /** Place of the facts in the input: `$.rows[3]`. */
  readonly path: string
}

/**
 * Checks everything that given facts point at and names each fault with its place. What the actor does
 * not reach does not exist for this purpose: naming a person as chair shows that person to the co-op.
 */
export async function resolveFacts(ctx: Ctx, asked: readonly Asked[]): Promise<Resolved> {
  const faults: Fault[] = []
  const say = (path: string, said: Text) => faults.push({ path, text: said })
  const kinds = new Set((await coopKinds(ctx)).map((kind) => kind.code))
  const ids = <K extends 'branchId' | 'collectiveId' | 'chairPersonId'>(key: K) =>
    asked.flatMap(({ facts }) => facts[key] ?? [])
  const branches = await branchVillages(ctx, ids('branchId'))
  const collectives = await collectiveRefs(ctx, ids('collectiveId'))
  const persons = await personsReached(ctx, ids('chairPersonId'))
  const villages = [...branches.values()]
    .map((branch) => branch.villageId)
    .concat([...collectives.values()].map((collective) => collective.village_id))
  const reached = await unitsReached(ctx, [...new Set(villages)])
  const isReached = (id: AnyId | undefined) => id !== undefined && reached.has(id)
  for (const { facts, path } of asked) {
    for (const kind of [facts.mainKind, ...(facts.secondaryKinds ?? [])]) {
      if (kind !== undefined && !kinds.has(kind))
        say(`${path}.mainKind`, text(`没有类型 ${kind}`, `there is no kind ${kind}`))
    }
    if (facts.mainKind !== undefined && facts.secondaryKinds?.includes(facts.mainKind) === true)
      say(
        `${path}.secondaryKinds`,
        text('主类型不能同时是次类型', 'the main kind is not a secondary one'),
      )
    if (facts.branchId && !isReached(branches.get(facts.branchId)?.villageId))
      say(`${path}.branchId`, text('没有这个党支部', 'there is no such branch'))
    if (facts.collectiveId && !isReached(collectives.get(facts.collectiveId)?.village_id))
      say(`${path}.collectiveId`, text('没有这个集体经济组织', 'there is no such collective'))
    if (facts.chairPersonId && !persons.has(facts.chairPersonId))
      say(`${path}.chairPersonId`, text('没有这个人', 'there is no such person'))
    if (facts.registeredOn && facts.registeredOn > ctx.today)
      say(`${path}.registeredOn`, text('日期不能在今天之后', 'the date lies in the future'))
  }
  if (faults.length > 0) throw badInput(faults)
  const industries = await industryIds(
    ctx,
    asked.map(({ facts, path }) => ({ code: facts.industry, path: `${path}.industry` })),
  )
  return { industries, persons }
}

/** A credit code belongs to one legal person: refuses codes that occur twice or are taken. */
export async function requireFreeCodes(
  ctx: Ctx,
  codes: readonly { readonly code: string | null; readonly path: string; readonly owner: AnyId }[],
): Promise<void> {
  const given = codes.flatMap(({ code }) => (code === null ? [] : [code]))
  const taken = new Map([...(await unionsByCode(ctx, given)), ...(await coopsByCode(ctx, given))])
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const { code, path, owner } of codes) {
    if (code === null) continue
    const holder = taken.get(code)
    if (seen.has(code) || (holder !== undefined && holder !== owner)) {
      faults.push({
        path,
        text: text(
          `统一社会信用代码 ${code} 已登记在另一主体名下`,
          `the credit code ${code} belongs to another legal person`,
        ),
      })
    }
    seen.add(code)
  }
  if (faults.length === 0) return
  throw new Refusal(
    'conflict',
    text('统一社会信用代码重复,未作任何更改。', 'A credit code is taken; nothing was changed.'),
    { faults },
  )
}
