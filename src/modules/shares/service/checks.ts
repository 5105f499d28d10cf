import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound } from '../../../kernel/refusal.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { ruleFaults } from '../../policy/index.ts'
import { cooperativesIn, coopFacts } from '../../registry/index.ts'
import type { sharesContract } from '../contract.ts'
import { applyChanges } from '../model/changes.ts'
import { registerOn } from '../model/register.ts'
import { layOut } from '../rules/facts.ts'
import { smallestFix } from '../rules/fix/smallest.ts'
import { type RuleId, SHARE_RULES } from '../rules/policy.ts'
import { type Judged, measuredText } from '../rules/reading.ts'
import { loadBooks } from '../store/book.ts'
import { checkPage, statePage } from '../store/checks.ts'
import { draftOf } from './drafts.ts'
import { charteredPolicy, factsOf, groundUnder, isRule, loadGround } from './ground.ts'
import { lookUp, resolveHolders } from './holders.ts'
import {
  type CheckedFinding,
  judgeRegister,
  type Measured,
  measureRegister,
  presentCheck,
  redacted,
  seesParty,
  verdictOf,
} from './judge.ts'
import { concentrationIn, roomOf } from './outlook.ts'
import { coopsUnder, recheck } from './recheck.ts'
import { bookOf } from './register.ts'

type CheckVerbs = Pick<
  Verbs<typeof sharesContract, Ctx>,
  | 'checkCooperative'
  | 'listChecks'
  | 'listCurrentChecks'
  | 'recheckCooperatives'
  | 'previewRule'
  | 'whatIf'
  | 'lookAhead'
  | 'draftFix'
>

export const checkVerbs: CheckVerbs = {
  checkCooperative: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const book = await bookOf(ctx, input.coopId)
    const ground = await loadGround(ctx, [book], asOf)
    const register = registerOn(book, asOf)
    return {
      ...presentCheck(ctx, judgeRegister(ground, register)),
      concentration: concentrationIn(factsOf(ground, register)),
    }
  },

  listChecks: async (ctx, input) => {
    const { total, rows } = await checkPage(ctx, input.coopId, input)
    return {
      total,
      checks: rows.map((row) => ({
        id: row.id,
        asOf: row.as_of,
        computedAt: row.computed_at,
        cause: row.cause,
        outcome: row.outcome,
        failing: (row.findings as readonly CheckedFinding[])
          .filter(({ bound }) => bound === 'fails')
          .map(({ rule }) => rule),
        ruleVersions: row.rule_versions as Record<string, string>,
        registerHash: row.register_hash,
      })),
    }
  },

  listCurrentChecks: async (ctx, input) => {
    const names = new Map((await cooperativesIn(ctx)).map(({ id, name }) => [id, name]))
    const { total, rows, counts } = await statePage(ctx, input)
    return {
      total,
      rules: counts,
      rows: rows.map((row) => ({ ...row, coopName: names.get(row.coopId) ?? '' })),
    }
  },

  recheckCooperatives: async (ctx, { unitId }) => {
    const names = await coopsUnder(ctx, unitId)
    const { checked, turned } = await recheck(ctx, [...names.keys()], 'asked')
    ctx.record({ entity: 'share_check', id: unitId, after: { checked, turned } })
    return {
      checked,
      changed: turned.map((turn) => ({ ...turn, coopName: names.get(turn.coopId) ?? '' })),
    }
  },

  previewRule: (ctx, input) => preview(ctx, input),
  whatIf: (ctx, input) => tryOut(ctx, input),

  lookAhead: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const book = await bookOf(ctx, input.coopId)
    const ground = await loadGround(ctx, [book], asOf)
    const register = registerOn(book, asOf)
    if (!register.rows.some(({ holder }) => holder.id === input.holderId)) throw notFound()
    return roomOf(ground, register, input.holderId)
  },

  draftFix: async (ctx, input) => {
    const { rule } = input
    if (!isRule(rule)) throw notFound()
    const asOf = input.asOf ?? ctx.today
    const book = await bookOf(ctx, input.coopId)
    const ground = await loadGround(ctx, [book], asOf)
    const register = registerOn(book, asOf)
    const judgement = judgeRegister(ground, register)
    const finding = judgement.findings.find((one) => one.rule === rule)
    // Whom the fix names is Party data where the rule is about the branch.
    if (finding === undefined || (rule === 'SEED-BRANCH' && !seesParty(ctx))) throw notFound()
    const sheet = layOut(factsOf(ground, register))
    const { judged } = judgement
    const fix = smallestFix({
      sheet,
      policy: charteredPolicy(ground, register.coopId).policy,
      judged: judged.filter(isCounty),
      rule,
    })
    const draft = draftOf(fix, sheet, register)
    if (draft.newHolders.length > 0 && !seesParty(ctx)) throw notFound()
    return {
      finding: redacted(finding, seesParty(ctx)),
      newHolders: draft.newHolders.map((holder) => ({ ...holder })),
      changes: draft.changes.map((change) => change as never),
      peopleMissing: draft.peopleMissing,
    }
  },
}

/** The charter's own rule has no fix of the county's making. */
const isCounty = (one: Measured): one is Judged => isRule(one.rule)

const stateOf = (judged: readonly Measured[], rule: RuleId) => {
  const one = judged.find((other) => other.rule === rule)
  const bound = one?.bound ?? null
  return {
    outcome: bound?.outcome ?? ('depends' as const),
    measured: bound === null ? null : measuredText(bound),
  }
}

/** What another severity, reading or parameters of one rule would turn, without saving anything. */
async function preview(ctx: Ctx, input: Input<(typeof sharesContract)['previewRule']>) {
  const { rule } = input
  if (!isRule(rule)) throw notFound()
  const rulesOf = input.validFrom ?? ctx.today
  const coops = await cooperativesIn(ctx)
  const names = new Map<AnyId, string>(coops.map(({ id, name }) => [id, name]))
  const books = await loadBooks(ctx, [...names.keys()])
  const ground = await loadGround(ctx, [...books.values()], { asOf: ctx.today, rulesOf })
  const now = ground.policy[rule]
  const spec = SHARE_RULES[rule]
  const binding = input.binding ?? now.binding
  const given = input.parameters ?? ground.versions.get(rule)?.parameters ?? spec.defaults
  const faults = ruleFaults(spec, { binding, parameters: given })
  if (faults.length > 0) throw badInput(faults)
  const proposed = groundUnder(ground, {
    rule,
    version: 'preview',
    severity: input.severity ?? now.severity,
    binding,
    parameters: given,
  })
  const states = Array.from(books, ([coopId, book]) => {
    const register = registerOn(book, ctx.today)
    return {
      coopId,
      coopName: names.get(coopId) ?? '',
      before: stateOf(measureRegister(ground, register), rule),
      after: stateOf(measureRegister(proposed, register), rule),
    }
  })
  const failing = (side: 'before' | 'after') =>
    states.filter((state) => state[side].outcome === 'fails').length
  const changes = states.filter(({ before, after }) => before.outcome !== after.outcome)
  return {
    rule,
    cooperatives: states.length,
    newlyFailing: changes.filter(({ after }) => after.outcome === 'fails').length,
    newlyPassing: changes.filter(({ after }) => after.outcome === 'passes').length,
    failing: { before: failing('before'), after: failing('after') },
    changes,
  }
}

/** The register as it would be, judged by the code that will judge the real thing. */
async function tryOut(ctx: Ctx, input: Input<(typeof sharesContract)['whatIf']>) {
  const on = input.on ?? ctx.today
  const book = await bookOf(ctx, input.coopId)
  const inputs = input.newHolders ?? []
  const coop = await coopFacts(ctx, input.coopId)
  const resolved = resolveHolders(inputs, {
    ctx,
    coop,
    book,
    known: await lookUp(ctx, inputs, [coop]),
    on,
    lastMember: lastNumber(book.holders),
    path: (i) => `$.newHolders[${i}]`,
  })
  const drafted = applyChanges(book, {
    on,
    changes: input.changes,
    newHolders: resolved.holders,
    newId: ctx.newId,
  })
  const ground = await loadGround(ctx, [book, drafted.book], on)
  const before = judgeRegister(ground, registerOn(book, on))
  const register = registerOn(drafted.book, on)
  const after = judgeRegister(ground, register)
  const { blocked, warned } = verdictOf(before.judged, after, seesParty(ctx))
  const touched = new Set(drafted.events.flatMap(({ lines }) => lines.map((l) => l.holderId)))
  const present = register.rows.filter(({ holder }) => touched.has(holder.id))
  return {
    asOf: on,
    before: presentCheck(ctx, before),
    after: presentCheck(ctx, after),
    blocked: blocked.map(({ rule }) => rule),
    warned: warned.map(({ rule }) => rule),
    concentration: concentrationIn(factsOf(ground, register)),
    lookAhead: present.map(({ holder }) => roomOf(ground, register, holder.id)),
  }
}

const lastNumber = (holders: readonly { readonly memberNumber: string }[]): number =>
  holders.reduce((highest, { memberNumber }) => Math.max(highest, Number(memberNumber)), 0)
