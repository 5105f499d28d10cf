import type { Outcome } from '../../../kernel/finding.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { cooperativesIn } from '../../registry/index.ts'
import { registerOn } from '../model/register.ts'
import type { CheckCause } from '../store.ts'
import { coopsOfHolders, loadBooks, lockRegisters } from '../store/book.ts'
import { confirmChecks, currentCheckRows, saveChecks, statesOf } from '../store/checks.ts'
import { loadGround } from './ground.ts'
import { type Judgement, judgeRegister, measuredOf } from './judge.ts'

/** A rule whose binding reading comes out otherwise than before. */
export interface Turn {
  readonly coopId: AnyId
  readonly rule: string
  readonly bound: Outcome
}

/** Keeps judgements: those that say something new as a row of history, the others as confirmed. */
export async function storeJudgements(
  ctx: Ctx,
  judgements: readonly Judgement[],
  cause: CheckCause,
): Promise<void> {
  const current = await currentCheckRows(
    ctx,
    judgements.map(({ coopId }) => coopId),
  )
  const same = (one: Judgement): boolean =>
    current.get(one.coopId)?.registerHash === one.registerHash
  await confirmChecks(
    ctx,
    judgements.filter(same).map(({ coopId }) => coopId),
  )
  await saveChecks(
    ctx,
    judgements
      .filter((one) => !same(one))
      .map((one) => ({
        id: ctx.newId(),
        coopId: one.coopId,
        asOf: one.asOf,
        cause,
        ruleVersions: one.ruleVersions,
        outcome: one.outcome,
        findings: one.findings,
        registerHash: one.registerHash,
        states: one.findings.map(({ rule, outcome, severity, binding, bound, exemption }) => ({
          coopId: one.coopId,
          rule,
          outcome,
          severity,
          binding,
          bound,
          measured: measuredOf(one, rule),
          exempt: exemption !== null,
        })),
      })),
  )
}

/** Judges these co-ops' registers as they stand today and keeps the findings. @returns what turned. */
export async function recheck(
  ctx: Ctx,
  coopIds: readonly AnyId[],
  cause: CheckCause,
): Promise<{ checked: number; turned: Turn[] }> {
  // A writer who commits in between would otherwise be overwritten by an older finding.
  await lockRegisters(ctx, coopIds)
  const books = await loadBooks(ctx, coopIds)
  const ground = await loadGround(ctx, [...books.values()], ctx.today)
  const before = await statesOf(ctx, [...books.keys()])
  const key = (coopId: AnyId, rule: string): string => `${coopId} ${rule}`
  const was = new Map(before.map((row) => [key(row.coopId, row.rule), row.bound]))
  const judgements = Array.from(books.values(), (book) =>
    judgeRegister(ground, registerOn(book, ctx.today)),
  )
  await storeJudgements(ctx, judgements, cause)
  const turned = judgements.flatMap(({ coopId, findings }) =>
    findings
      .filter(({ rule, bound }) => was.get(key(coopId, rule)) !== bound)
      .map(({ rule, bound }) => ({ coopId, rule, bound })),
  )
  for (const coopId of new Set(turned.map((turn) => turn.coopId))) {
    ctx.emit('shares.checked', { coopId })
  }
  return { checked: judgements.length, turned }
}

/** The co-ops of a unit, with their names: one co-op, or all of a village, a town or the county. */
export async function coopsUnder(ctx: Ctx, unitId: AnyId): Promise<ReadonlyMap<AnyId, string>> {
  const found = await cooperativesIn(ctx, { unitId })
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** The nightly round: time alone changes findings, by new rules, ended exemptions, moved households. */
export async function recheckAll(ctx: Ctx): Promise<void> {
  const coops = await cooperativesIn(ctx)
  const { checked, turned } = await recheck(
    ctx,
    coops.map(({ id }) => id),
    'nightly',
  )
  if (turned.length > 0) {
    ctx.record({ entity: 'share_check', id: String(ctx.county), after: { checked, turned } })
  }
}

/** Facts of the registry that the rules look at have changed: the co-ops are judged at once, not at night. */
async function recheckSome(ctx: Ctx, coopIds: readonly AnyId[]): Promise<void> {
  if (coopIds.length === 0) return
  const { checked, turned } = await recheck(ctx, coopIds, 'facts')
  if (turned.length > 0) {
    ctx.record({ entity: 'share_check', id: 'facts', after: { checked, turned } })
  }
}

/** The co-ops in which these persons hold shares. */
export const recheckHolders = async (ctx: Ctx, personIds: readonly AnyId[]): Promise<void> =>
  recheckSome(ctx, await coopsOfHolders(ctx, personIds))

/** The co-ops led by these branches. */
export async function recheckLedBy(ctx: Ctx, branchIds: readonly AnyId[]): Promise<void> {
  const led = (await cooperativesIn(ctx)).filter(
    ({ branchId }) => branchId !== null && branchIds.includes(branchId),
  )
  await recheckSome(
    ctx,
    led.map(({ id }) => id),
  )
}

/** The co-ops of a village, a town or the county. */
export const recheckUnder = async (ctx: Ctx, unitId: AnyId): Promise<void> =>
  recheckSome(ctx, [...(await coopsUnder(ctx, unitId)).keys()])
