import { z } from 'zod'
import { textSchema } from '../../kernel/finding.ts'
import { ROLE_NAMES, UNIT_KINDS } from '../../kernel/role.ts'
import { day, id, line, page } from '../../kernel/schema.ts'
import { text } from '../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE, scopeOf } from '../../kernel/verb.ts'

/*
 * Three administrators, none of whom can do the work of another (GB/T 22239-2019, 8.1.4.2):
 * `account.write` (tenant administrator) makes and disables accounts and gives first passwords;
 * `security.write` (security administrator) gives roles, unlocks, resets second factors, ends sessions
 * and sets the policy; `audit.read` (audit administrator) reads the trail. Nobody acts on their own account.
 */

/** As people type it; compared in lower case, half width, without spaces around. */
const username = z.string().max(200)
const password = z.string().max(200)
const instant = z.string()

const unitRef = z.object({ id, kind: z.enum(UNIT_KINDS), name: z.string() })

const grantRow = z.object({
  id,
  role: z.enum(ROLE_NAMES),
  title: textSchema,
  /** Null for a member, who sees only what is theirs. */
  unit: unitRef.nullable(),
  validFrom: day,
  /** The first day on which it no longer counts. */
  validTo: day.nullable(),
})

const sessionRow = z.object({
  /** Names the session; it is not its token. */
  id: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  address: z.string(),
  agent: z.string(),
  secondFactor: z.boolean(),
  current: z.boolean(),
})

const settings = {
  /** Whether roles that approve or administer need a second factor. */
  secondFactor: z.boolean(),
  /** The shortest password, in characters. */
  passwordMin: z.number().int().min(10).max(64),
  /** Days after which a password must be changed; 0 means never. */
  passwordMaxDays: z.number().int().min(0).max(730),
}

const done = z.object({})
const ofAccount = scopeOf('account', 'accountId')

export const identityContract = defineVerbs({
  signIn: {
    title: text('登录', 'Sign in'),
    kind: 'write',
    path: '/sign-in',
    access: 'public',
    scope: NO_SCOPE,
    countyFrom: 'username',
    session: 'start',
    secret: ['username'],
    input: z.strictObject({
      username,
      password,
      /** Six digits of the authenticator, or one of the recovery codes. */
      code: z.string().max(40).optional(),
    }),
    output: z.object({
      /** `code_needed`: right so far, but the second factor is missing; no session was made. */
      state: z.enum(['signed_in', 'code_needed']),
      token: z.string().nullable(),
      account: z.object({ id, username: z.string(), displayName: z.string() }).nullable(),
      /** The password must be changed before anything else. */
      mustChange: z.boolean(),
      /** A role asks for a second factor and none is set up yet: that role waits until it is. */
      enrolSecondFactor: z.boolean(),
      /** Told when a recovery code was used, so that new ones are made in time. */
      recoveryCodesLeft: z.number().int().nullable(),
    }),
    refusals: ['unauthenticated', 'locked'],
  },

  signOut: {
    title: text('退出', 'Sign out'),
    kind: 'write',
    path: '/sign-out',
    access: 'self',
    scope: NO_SCOPE,
    session: 'end',
    input: z.strictObject({}),
    output: done,
  },

  whoAmI: {
    title: text('我的账号', 'My account'),
    kind: 'read',
    path: '/me',
    access: 'self',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      account: z.object({
        id,
        username: z.string(),
        displayName: z.string(),
        personId: id.nullable(),
        /** Where messages reach the caller by e-mail, masked. */
        mail: z.string().nullable(),
      }),
      /** Whether the county sends e-mail at all. */
      mailServer: z.boolean(),
      /** Roles held today; `active` is false while a role waits for the second factor. */
      grants: z.array(grantRow.extend({ active: z.boolean() })),
      /** What the active roles allow, by the names of the permission matrix. */
      permissions: z.array(z.string()),
      county: z.object({ code: z.string(), name: z.string(), demo: z.boolean() }),
      /** The county's clock; a demonstration county lives `shiftMs` away from the server's. */
      clock: z.object({ now: instant, today: day, shiftMs: z.number().int() }),
      mustChange: z.boolean(),
      secondFactor: z.object({
        /** Whether one of the roles needs it in this county. */
        asked: z.boolean(),
        enrolled: z.boolean(),
        /** Whether this session was opened with it. */
        given: z.boolean(),
        recoveryCodesLeft: z.number().int(),
      }),
      session: sessionRow.extend({ idleMinutes: z.number().int() }),
    }),
  },

  changePassword: {
    title: text('修改密码', 'Change my password'),
    kind: 'write',
    path: '/me/password',
    access: 'self',
    scope: NO_SCOPE,
    secret: ['password', 'newPassword'],
    input: z.strictObject({ password, newPassword: password }),
    /** All other sessions of the account end. */
    output: z.object({ sessionsEnded: z.number().int() }),
    refusals: ['locked'],
  },

  changeOwnMail: {
    title: text('修改我的邮箱', 'Change my e-mail address'),
    kind: 'write',
    path: '/me/mail',
    access: 'self',
    scope: NO_SCOPE,
    secret: ['mail'],
    /** Null takes the address away: messages then come by telephone or on paper. */
    input: z.strictObject({ mail: z.email().max(200).nullable() }),
    output: z.object({ mail: z.string().nullable() }),
  },

  enrolSecondFactor: {
    title: text('设置动态验证码', 'Set up a second factor'),
    kind: 'write',
    path: '/me/second-factor',
    access: 'self',
    scope: NO_SCOPE,
    secret: ['password', 'code'],
    /** Who has one already proves it with `code` before a new one is made. */
    input: z.strictObject({ password, code: z.string().max(40).optional() }),
    /** Nothing changes until `confirmSecondFactor` proves that the authenticator has the secret. */
    output: z.object({
      secret: z.string(),
      /** `otpauth://totp/…`, to be shown as a QR code. */
      uri: z.string(),
    }),
    refusals: ['locked', 'second_factor_required'],
  },

  confirmSecondFactor: {
    title: text('确认动态验证码', 'Confirm the second factor'),
    kind: 'write',
    path: '/me/second-factor/confirm',
    access: 'self',
    scope: NO_SCOPE,
    secret: ['code'],
    input: z.strictObject({ code: z.string().max(40) }),
    /** Shown once. Each works once, in place of the six digits. This session counts as proved. */
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    refusals: ['locked', 'not_allowed_now'],
  },

  listOwnSessions: {
    title: text('我的登录', 'My sessions'),
    kind: 'read',
    path: '/me/sessions',
    access: 'self',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({ rows: z.array(sessionRow) }),
  },

  endOwnSessions: {
    title: text('结束我的登录', 'End my sessions'),
    kind: 'write',
    path: '/me/sessions/end',
    access: 'self',
    scope: NO_SCOPE,
    /** One session, or all but the present one. */
    input: z.strictObject({ sessionId: z.string().max(40).optional() }),
    output: z.object({ ended: z.number().int() }),
  },

  listAccounts: {
    title: text('账号', 'Accounts'),
    kind: 'read',
    path: '/accounts',
    access: 'account.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      /** Part of the user name or of the person's name. */
      search: z.string().max(100).optional(),
      role: z.enum(ROLE_NAMES).optional(),
      /** Accounts with a role at this unit or below it. */
      unitId: id.optional(),
      state: z.enum(['active', 'disabled', 'must_change', 'without_role']).optional(),
      ...page,
    }),
    output: z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          id,
          username: z.string(),
          displayName: z.string(),
          personId: id.nullable(),
          createdAt: instant,
          mustChange: z.boolean(),
          disabledAt: instant.nullable(),
          lockedUntil: instant.nullable(),
          secondFactor: z.boolean(),
          lastSeenAt: instant.nullable(),
          /** Held today or later. */
          grants: z.array(grantRow),
        }),
      ),
    }),
  },

  createAccounts: {
    title: text('开立账号', 'Create accounts'),
    kind: 'write',
    path: '/accounts',
    access: 'account.write',
    scope: COUNTY_SCOPE,
    bodyLimit: 4 * 1024 * 1024,
    input: z.strictObject({
      accounts: z
        .array(
          z.strictObject({
            username,
            displayName: line(100),
            /** The person whose account it is: needed for the role of a member. */
            personId: id.optional(),
            /** A first password; made here when absent. It must be changed at the first sign-in. */
            password: password.optional(),
          }),
        )
        .min(1)
        .max(5000),
    }),
    output: z.object({
      accounts: z.array(
        z.object({
          id,
          username: z.string(),
          /** The first password where it was made here; shown only now. */
          password: z.string().nullable(),
        }),
      ),
    }),
  },

  disableAccount: {
    title: text('停用账号', 'Disable an account'),
    kind: 'write',
    path: '/accounts/:accountId/disable',
    access: 'account.write',
    scope: ofAccount,
    input: z.strictObject({ accountId: id, reason: line(500) }),
    output: done,
    refusals: ['not_allowed_now'],
  },

  enableAccount: {
    title: text('恢复账号', 'Enable an account again'),
    kind: 'write',
    path: '/accounts/:accountId/enable',
    access: 'account.write',
    scope: ofAccount,
    input: z.strictObject({ accountId: id, reason: line(500) }),
    output: done,
    refusals: ['not_allowed_now'],
  },

  resetPassword: {
    title: text('重置密码', 'Reset a password'),
    kind: 'write',
    path: '/accounts/:accountId/password',
    access: 'account.write',
    scope: ofAccount,
    input: z.strictObject({ accountId: id, reason: line(500) }),
    /** The new first password; all sessions of the account end. The second factor stays. */
    output: z.object({ password: z.string() }),
    refusals: ['not_allowed_now'],
  },

  grantRoles: {
    title: text('授予岗位', 'Grant roles'),
    kind: 'write',
    path: '/accounts/grants',
    access: 'security.write',
    scope: COUNTY_SCOPE,
    bodyLimit: 4 * 1024 * 1024,
    input: z.strictObject({
      grants: z
        .array(
          z.strictObject({
            accountId: id,
            role: z.enum(ROLE_NAMES),
            /** The unit of the role's own level; absent for a member. */
            unitId: id.optional(),
            /** Today unless said; never earlier. */
            validFrom: day.optional(),
            validTo: day.optional(),
          }),
        )
        .min(1)
        .max(5000),
    }),
    output: z.object({ grants: z.array(z.object({ id })) }),
    refusals: ['not_allowed_now'],
  },

  endGrant: {
    title: text('收回岗位', 'End a role'),
    kind: 'write',
    path: '/accounts/:accountId/grants/:grantId/end',
    access: 'security.write',
    scope: ofAccount,
    input: z.strictObject({
      accountId: id,
      grantId: id,
      /** The first day without the role: today unless said. */
      validTo: day.optional(),
      reason: line(500),
    }),
    output: done,
    refusals: ['not_allowed_now'],
  },

  unlockAccount: {
    title: text('解除锁定', 'Unlock an account'),
    kind: 'write',
    path: '/accounts/:accountId/unlock',
    access: 'security.write',
    scope: ofAccount,
    input: z.strictObject({ accountId: id, reason: line(500) }),
    output: done,
    refusals: ['not_allowed_now'],
  },

  resetSecondFactor: {
    title: text('重置动态验证码', 'Reset a second factor'),
    kind: 'write',
    path: '/accounts/:accountId/second-factor/reset',
    access: 'security.write',
    scope: ofAccount,
    input: z.strictObject({ accountId: id, reason: line(500) }),
    output: done,
    refusals: ['not_allowed_now'],
  },

  listSessions: {
    title: text('账号的登录', 'Sessions of an account'),
    kind: 'read',
    path: '/accounts/:accountId/sessions',
    access: 'account.read',
    scope: ofAccount,
    input: z.strictObject({ accountId: id }),
    output: z.object({ rows: z.array(sessionRow) }),
  },

  endSessions: {
    title: text('结束账号的登录', 'End an account’s sessions'),
    kind: 'write',
    path: '/accounts/:accountId/sessions/end',
    access: 'security.write',
    scope: ofAccount,
    /** One session, or all of the account. */
    input: z.strictObject({ accountId: id, sessionId: z.string().max(40).optional() }),
    output: z.object({ ended: z.number().int() }),
    refusals: ['not_allowed_now'],
  },

  findUnits: {
    title: text('查找可授权的单位', 'Find units to grant roles at'),
    kind: 'read',
    path: '/units',
    access: 'account.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      kind: z.enum(UNIT_KINDS),
      /** Part of the name; names are all that an administrator sees of the registry. */
      q: z.string().trim().max(100).default(''),
    }),
    /** At most twenty, with the unit each lies in. */
    output: z.object({ rows: z.array(unitRef.extend({ inside: z.string().nullable() })) }),
  },

  readSecuritySettings: {
    title: text('安全策略', 'Security policy'),
    kind: 'read',
    path: '/security-settings',
    access: 'account.read',
    scope: COUNTY_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      ...settings,
      /** The product's own limits, for the reader; they cannot be changed. */
      idleMinutes: z.number().int(),
      sessionHours: z.number().int(),
      failuresToLock: z.number().int(),
      lockMinutes: z.number().int(),
    }),
  },

  changeSecuritySettings: {
    title: text('调整安全策略', 'Change the security policy'),
    kind: 'write',
    path: '/security-settings',
    access: 'security.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      secondFactor: settings.secondFactor.optional(),
      passwordMin: settings.passwordMin.optional(),
      passwordMaxDays: settings.passwordMaxDays.optional(),
      reason: line(500),
    }),
    output: z.object(settings),
  },

  permissionMatrix: {
    title: text('权限矩阵', 'Permission matrix'),
    kind: 'read',
    path: '/permissions',
    access: 'self',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      roles: z.array(
        z.object({
          role: z.enum(ROLE_NAMES),
          title: textSchema,
          /** The kind of unit it is held at; `person` for a member. */
          level: z.enum([...UNIT_KINDS, 'person']),
          secondFactor: z.boolean(),
        }),
      ),
      permissions: z.array(
        z.object({ permission: z.string(), roles: z.array(z.enum(ROLE_NAMES)) }),
      ),
    }),
  },
})
