import { chinaDate, type Instant, instant, type LocalDate } from '../kernel/date.ts'
import type { AnyId, Id } from '../kernel/id.ts'
import { type Access, PERMISSIONS, type Permission } from '../kernel/permission.ts'
import { notFound, Refusal } from '../kernel/refusal.ts'
import { type Role, ROLES } from '../kernel/role.ts'
import type { Scope, ScopeNoun } from '../kernel/verb.ts'
import type { Actor, Door, Grant } from './ctx.ts'
import type { Opening, Tx } from './db.ts'
import type { Runtime } from './runtime.ts'

/** Where a call comes from. A session is proved by its token; a job belongs to the product itself. */
export type Caller =
  | {
      readonly kind: 'session'
      readonly tokenHash: string
      readonly source: string
      readonly agent?: string | undefined
    }
  | { readonly kind: 'job'; readonly county: number; readonly name: string }
  | {
      readonly kind: 'anonymous'
      readonly source: string
      readonly agent?: string | undefined
      /** The session that signing in will replace; it proves nothing. */
      readonly tokenHash?: string | undefined
    }

/** The answer of `app_open`: who the session belongs to and what they hold at this moment. */
interface Opened {
  readonly county: number
  readonly shift: number
  readonly accountId: Id<'account'>
  readonly personId: Id<'person'> | null
  readonly name: string
  readonly mustChange: boolean
  readonly disabled: boolean
  readonly secondFactor: boolean
  readonly secondFactorAsked: boolean
  readonly lastSeen: string
  readonly grants: readonly Grant[]
}

/** A caller whose transaction is open: the county is set, the rights are read. */
export interface Present {
  readonly county: number
  readonly actor: Actor
  readonly door: Door
  readonly now: Instant
  readonly today: LocalDate
  readonly mustChange: boolean
  /** Grants that count at this moment: those that ask for a second factor only after it was given. */
  readonly grants: readonly Grant[]
  readonly withheld: readonly Grant[]
  /** The session was last seen long enough ago to be marked as seen again. */
  readonly touch: boolean
}

/** Idle time after which a session ends, checked against its last call. */
export const SESSION_IDLE_MS = 2 * 3_600_000

/** A session is marked as seen at most this often, so that most calls write nothing for it. */
const TOUCH_EVERY_MS = 60_000

/** The statement that opens the caller's transaction; literals are hashes, numbers and instants we made. */
export function openStatement(caller: Caller, now: Instant, countyOf?: string): string {
  switch (caller.kind) {
    case 'session':
      return `SELECT app_open('${caller.tokenHash}', '${now}') AS who`
    case 'job':
      return `SELECT app_set_county(${Math.trunc(caller.county)}), (SELECT jsonb_build_object('county', county_id, 'shift', clock_shift_ms) FROM county WHERE county_id = ${Math.trunc(caller.county)}) AS who`
    case 'anonymous':
      return countyOf === undefined
        ? 'SELECT app_set_county(0), NULL AS who'
        : `SELECT app_set_county(c.county_id), jsonb_build_object('county', c.county_id, 'shift', coalesce(k.clock_shift_ms, 0)) AS who
           FROM (SELECT coalesce(${countyOf}, 0) AS county_id) c
           LEFT JOIN county k USING (county_id)`
  }
}

/** A further statement of the opening: the units the target lies in, where the target is a unit itself. */
export function targetStatement(scope: Scope, input: unknown): string {
  if (scope.by !== 'unit') return ''
  const target = ((input ?? {}) as Record<string, unknown>)[scope.field]
  if (typeof target !== 'string' || !UUID_TEXT.test(target)) return ''
  return `; SELECT ancestors AS units FROM org_unit WHERE county_id = app_county() AND id = '${target}'`
}

export const unauthenticated = (): Refusal =>
  new Refusal('unauthenticated', { zh: '请先登录。', en: 'Please sign in.' })

/**
 * Turns what the database answered into an actor with the grants that count now. A session that has
 * ended is nobody: enough for what is public, `unauthenticated` for the rest.
 */
export function present(
  runtime: Runtime,
  caller: Caller,
  call: { readonly opened: unknown; readonly access: Access },
): Present {
  const clock = runtime.clock()
  const opened = (call.opened ?? null) as Opened | null
  const door = doorOf(caller, instant(clock))
  const at = (shift: number) => {
    const now = instant(clock + shift)
    return { now, today: chinaDate(now) }
  }
  const idleMs = opened === null ? 0 : clock - Date.parse(opened.lastSeen)
  const alive = opened !== null && !opened.disabled && idleMs <= SESSION_IDLE_MS
  if (caller.kind === 'session' && !alive && call.access !== 'public') throw unauthenticated()
  if (caller.kind === 'session' && alive) {
    const asked = (grant: Grant) =>
      opened.secondFactorAsked && !opened.secondFactor && ROLES[grant.role].secondFactor
    return {
      ...at(opened.shift),
      county: opened.county,
      door,
      touch: idleMs >= TOUCH_EVERY_MS,
      actor: {
        kind: 'account',
        accountId: opened.accountId,
        personId: opened.personId,
        name: opened.name,
        grants: opened.grants,
      },
      mustChange: opened.mustChange,
      grants: opened.grants.filter((grant) => !asked(grant)),
      withheld: opened.grants.filter(asked),
    }
  }
  const actor: Actor =
    caller.kind === 'job' ? { kind: 'job', name: caller.name } : { kind: 'anonymous' }
  return {
    ...at(opened?.shift ?? 0),
    county: caller.kind === 'session' ? 0 : (opened?.county ?? 0),
    actor,
    door,
    mustChange: false,
    grants: [],
    withheld: [],
    touch: false,
  }
}

function doorOf(caller: Caller, at: Instant): Door {
  return caller.kind === 'job'
    ? { at, source: 'job', agent: caller.name, tokenHash: null }
    : {
        at,
        source: caller.source,
        agent: caller.agent ?? '',
        tokenHash: caller.tokenHash ?? null,
      }
}

/**
 * Marks the session as seen: one statement of its own after the call, at most once a minute, so that
 * reads stay read-only and calls of one session do not wait for each other.
 */
export async function touchSession(runtime: Runtime, { door }: Present): Promise<void> {
  await runtime.database.pool.query(
    `UPDATE session SET last_seen_at = $2
     WHERE token_hash = $1 AND last_seen_at <= $2::timestamptz - $3 * interval '1 millisecond'`,
    [door.tokenHash, door.at, TOUCH_EVERY_MS],
  )
}

const holds = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role)

/**
 * Decides whether the caller may use a verb at all, and within which units.
 * Refuses with `forbidden` when no role has the permission: that is no secret, the matrix is printed.
 */
export function reach(who: Present, access: Access): Id<'unit'>[] {
  if (access === 'public' || who.actor.kind === 'job') return []
  if (who.actor.kind !== 'account') throw unauthenticated()
  if (who.mustChange && access !== 'self') {
    throw new Refusal('password_change_required', {
      zh: '首次登录请先修改密码。',
      en: 'Please change your first password before anything else.',
    })
  }
  if (access === 'self') return unitsOf(who.actor.grants)
  const eligible = who.grants.filter((grant) => holds(grant.role, access))
  if (eligible.length > 0) return unitsOf(eligible)
  if (who.withheld.some((grant) => holds(grant.role, access))) {
    throw new Refusal('second_factor_required', {
      zh: '该岗位需要动态验证码,请完成第二步验证。',
      en: 'This role needs a second factor; please enter the code.',
    })
  }
  throw new Refusal('forbidden', {
    zh: '您的岗位没有这项权限。',
    en: 'Your role does not have this permission.',
  })
}

const unitsOf = (grants: readonly Grant[]): Id<'unit'>[] =>
  grants.map((grant) => grant.unitId).filter((unit) => unit !== null)

/** Whether one of the actor's grants gives a permission; used for single fields of an answer. */
export const mayNow = (who: Present, permission: Permission): boolean =>
  who.actor.kind === 'job' || who.grants.some((grant) => holds(grant.role, permission))

/**
 * Checks that the target of the call lies inside the reach. What is missing and what is out of
 * reach get the same answer. Jobs reach their whole county.
 */
export async function checkScope(
  runtime: Runtime,
  tx: Tx,
  call: {
    readonly scope: Scope
    readonly raw: Readonly<Record<string, unknown>>
    readonly reach: readonly Id<'unit'>[]
    readonly who: Present
    readonly access: Access
    readonly opened: Opening
  },
): Promise<void> {
  const { scope, raw, who } = call
  if (scope.by === 'none' || scope.by === 'list') return
  if (scope.by === 'county') {
    const county = who.grants.some(
      (grant) =>
        ROLES[grant.role].level === 'county' &&
        (call.access === 'self' || call.access === 'public' || holds(grant.role, call.access)),
    )
    if (who.actor.kind !== 'job' && !county) throw notFound()
    return
  }
  const target = raw[scope.field]
  if (typeof target !== 'string') return // the parser names the missing field
  const units = await targetUnits(runtime, tx, { by: scope.by, target, opened: call.opened })
  if (units === null) throw notFound()
  if (who.actor.kind === 'job') return
  const reached = new Set<string>(call.reach)
  if (!units.some((unit) => reached.has(unit))) throw notFound()
}

/** The units a target lies in, nearest first: read with the opening for a unit, asked of its module for a thing. */
async function targetUnits(
  runtime: Runtime,
  tx: Tx,
  ask: { by: 'unit' | ScopeNoun; target: string; opened: Opening },
): Promise<readonly Id<'unit'>[] | null> {
  if (!UUID_TEXT.test(ask.target)) return null
  if (ask.by === 'unit') return (ask.opened['units'] as Id<'unit'>[] | undefined) ?? null
  const resolve = runtime.scopes[ask.by]
  if (resolve === undefined) throw new Error(`no module resolves the scope of a ${ask.by}`)
  return resolve(tx, ask.target as AnyId)
}

const UUID_TEXT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
