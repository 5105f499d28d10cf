import type { z } from 'zod'
import { faultsOf } from '../kernel/fault.ts'
import type { AnyId } from '../kernel/id.ts'
import { badInput, Refusal } from '../kernel/refusal.ts'
import { sql } from 'kysely'
import { type AuditEvent, auditInsert, writeAudit } from './audit.ts'
import { normalizeUsername } from './auth/username.ts'
import {
  type Caller,
  checkScope,
  mayNow,
  openStatement,
  type Present,
  present,
  reach,
  targetStatement,
  touchSession,
} from './caller.ts'
import type { Change, Ctx } from './ctx.ts'
import { inTransaction, type Opening, type Tx } from './db.ts'
import { instant } from '../kernel/date.ts'
import { answerUpdate, type Claim, claimKey } from './idempotency.ts'
import type { Verb } from './module.ts'
import { type Fact, writeFacts } from './outbox.ts'
import { redact, storable } from './redact.ts'
import type { Runtime } from './runtime.ts'
import { illFormed } from './well-formed.ts'

/** One call of one verb, whichever door it came through. */
export interface Call {
  readonly verb: Verb
  readonly caller: Caller
  readonly input: unknown
  readonly requestId: string
  readonly idempotencyKey?: string | undefined
  readonly dryRun?: boolean | undefined
}

/** Carries a dry run's answer out of the transaction that must not commit. */
class DryRunAnswer extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('dry run')
    this.answer = answer
  }
}

/** Carries a refusal out of a transaction that commits all the same. */
interface Kept {
  readonly kept: Refusal
}

/**
 * The one order of every verb: authenticate → permission → org scope → parse → load, decide, save →
 * audit and outbox in the same transaction. Returns the encoded answer; throws a `Refusal`.
 */
export async function invoke(runtime: Runtime, call: Call): Promise<unknown> {
  const { spec } = call.verb
  if (spec.kind === 'compute') return computeVerb(call.verb, call.input)
  const seen: { who?: Present } = {}
  try {
    const answer = await inTransaction(
      runtime.database,
      openStatement(call.caller, instant(runtime.clock()), countyLookup(call)) +
        targetStatement(spec.scope, call.input),
      (tx, opened) => work(runtime, call, { tx, opened, seen }),
      { readOnly: spec.kind === 'read' && spec.audited !== true },
    )
    if (spec.kind === 'write' && seen.who !== undefined) runtime.afterWrite(seen.who.county)
    if (isKept(answer)) throw answer.kept
    return answer
  } catch (error) {
    if (error instanceof DryRunAnswer) return error.answer
    await noteRefusal(runtime, call, { who: seen.who, error })
    throw error
  } finally {
    if (seen.who?.touch === true) {
      await touchSession(runtime, seen.who).catch((error: unknown) =>
        runtime.log.error('marking a session failed', { reason: String(error) }),
      )
    }
  }
}

/** A pure verb: parsed, computed, encoded; no database, no caller. */
export function computeVerb({ spec, run }: Verb, input: unknown): unknown {
  return encode(spec.output, (run as (input: unknown) => unknown)(parse(spec.input, input)))
}

const isKept = (answer: unknown): answer is Kept =>
  typeof answer === 'object' &&
  answer !== null &&
  'kept' in answer &&
  answer.kept instanceof Refusal

async function work(
  runtime: Runtime,
  call: Call,
  open: { tx: Tx; opened: Opening; seen: { who?: Present } },
): Promise<unknown> {
  const { spec, run } = call.verb
  const { tx } = open
  const who = present(runtime, call.caller, { opened: open.opened['who'], access: spec.access })
  open.seen.who = who
  const units = reach(who, spec.access)
  const raw = (call.input ?? {}) as Record<string, unknown>
  const { scope, access } = spec
  await checkScope(runtime, tx, { scope, raw, reach: units, who, access, opened: open.opened })
  const input = parse(spec.input, raw)

  const claim =
    spec.kind === 'write' && call.idempotencyKey !== undefined && who.actor.kind === 'account'
      ? await claimKey(tx, runtime.secrets, {
          call,
          who,
          key: call.idempotencyKey,
          actor: who.actor.accountId,
        })
      : null
  if (claim?.answer !== undefined) return claim.answer

  const changes: Change[] = []
  const facts: Fact[] = []
  const ctx: Ctx = {
    county: who.county,
    actor: who.actor,
    door: who.door,
    requestId: call.requestId,
    now: who.now,
    today: who.today,
    tx,
    scope: units,
    may: (permission) => mayNow(who, permission),
    newId: runtime.newId,
    secrets: runtime.secrets,
    anchors: () => runtime.anchors(who.county),
    operations: runtime.operations,
    publicAddress: runtime.publicAddress,
    mailer: runtime.mailer,
    evidence: (name, about) => runtime.evidence[name]?.(ctx, about) ?? Promise.resolve(null),
    ask: (name, unitIds) =>
      runtime.answers[name]?.(ctx, unitIds) ?? Promise.resolve(new Map<AnyId, unknown>()),
    record: (change) => changes.push(change),
    emit: (topic, payload) => facts.push({ topic, payload }),
    progress: (done, total) => runtime.progress.set(call.requestId, { done, total }),
  }
  let result: unknown
  let refusal: Refusal | null = null
  try {
    result = await (run as unknown as (ctx: Ctx, input: unknown) => Promise<unknown>)(ctx, input)
  } catch (error) {
    if (!(error instanceof Refusal && error.keep)) throw error
    refusal = error
  }
  const answer = refusal === null ? encode(spec.output, result) : { kept: refusal }
  // A refusal that must count counts in a dry run too: nobody tries passwords that way.
  if (call.dryRun === true && refusal === null) throw new DryRunAnswer(answer)
  if (facts.length > 0) await writeFacts(tx, { county: who.county, now: who.now, facts, runtime })
  if (spec.kind === 'write' || spec.audited === true) {
    const event = auditOf(runtime, call, { who, refusal, changes })
    const kept = claim === null || refusal !== null ? null : { claim, answer }
    await conclude(runtime, tx, { county: who.county, event, kept })
  }
  return answer
}

/** The call's audit row and, for whoever repeats it, its answer: one statement, one round trip. */
async function conclude(
  runtime: Runtime,
  tx: Tx,
  end: { county: number; event: AuditEvent; kept: { claim: Claim; answer: unknown } | null },
): Promise<void> {
  const noted = auditInsert(tx, end.county, end.event)
  if (end.kept === null) await noted.execute()
  else
    await sql`WITH noted AS (${noted}) ${answerUpdate(tx, runtime.secrets, end.kept)}`.execute(tx)
}

/**
 * The county of somebody who is signing in, looked up by name, or of a question anybody may ask, by its code;
 * an SQL expression whose literals are quoted.
 */
function countyLookup(call: Call): string | undefined {
  const { countyFrom } = call.verb.spec
  if (call.caller.kind !== 'anonymous' || countyFrom === undefined) return undefined
  const raw = (call.input ?? {}) as Record<string, unknown>
  const given = raw[countyFrom]
  if (typeof given !== 'string') return undefined
  if (countyFrom === 'county') {
    const code = /^\d{6}$/.test(given) ? given : '000000'
    return `(SELECT county_id FROM county WHERE code = '${code}')`
  }
  const name = storable(normalizeUsername(given)).replaceAll("'", "''")
  return `(SELECT county_id FROM login_name WHERE username = '${name}')`
}

export function parse(schema: z.ZodType, input: unknown): unknown {
  const faults = illFormed(input)
  if (faults.length > 0) throw badInput(faults)
  const parsed = schema.safeParse(input, { reportInput: true })
  if (parsed.success) return parsed.data
  throw badInput(faultsOf(parsed.error))
}

/** Turns exact values into JSON by the contract; an answer that breaks its own contract is a bug. */
const encode = (schema: z.ZodType, value: unknown): unknown => schema.encode(value)

function auditOf(
  runtime: Runtime,
  call: Call,
  what: { who: Present; refusal: Refusal | null; changes: readonly Change[]; denied?: boolean },
) {
  const { spec } = call.verb
  const raw = (call.input ?? {}) as Record<string, unknown>
  const target = 'field' in spec.scope ? raw[spec.scope.field] : null
  const { actor } = what.who
  return {
    id: runtime.newId(),
    at: what.who.now,
    recorded_at: instant(runtime.clock()),
    actor:
      actor.kind === 'account'
        ? {
            kind: actor.kind,
            id: actor.accountId,
            name: actor.name,
            roles: actor.grants.map((g) => g.role),
          }
        : actor,
    request_id: call.requestId,
    source: call.caller.kind === 'job' ? 'job' : call.caller.source,
    verb: call.verb.name,
    target: typeof target === 'string' ? storable(target.slice(0, 100)) : null,
    outcome: outcomeOf(what.refusal),
    refusal: what.refusal?.code ?? null,
    input: redact(raw, spec.secret),
    changes: redact(what.changes, spec.secret),
  } as const
}

const DENIALS = new Set(['forbidden', 'not_found', 'unauthenticated', 'second_factor_required'])

const outcomeOf = (refusal: Refusal | null) =>
  refusal === null ? 'done' : DENIALS.has(refusal.code) ? 'denied' : 'refused'

/** A call that changed nothing still leaves a row: attempts are evidence too. */
async function noteRefusal(
  runtime: Runtime,
  call: Call,
  what: { who: Present | undefined; error: unknown },
): Promise<void> {
  const { who, error } = what
  if (!(error instanceof Refusal) || error.keep || who === undefined || call.dryRun === true) return
  const denied = outcomeOf(error) === 'denied'
  if (call.verb.spec.kind === 'read' && !denied) return
  try {
    await inTransaction(runtime.database, `SELECT app_set_county(${who.county})`, (tx) =>
      writeAudit(tx, who.county, auditOf(runtime, call, { who, refusal: error, changes: [] })),
    )
    runtime.afterWrite(who.county)
  } catch (failure) {
    runtime.log.error('audit of a refusal failed', {
      verb: call.verb.name,
      reason: String(failure),
    })
  }
}
