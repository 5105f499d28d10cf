import { z } from 'zod'
import { textSchema } from '../../../kernel/finding.ts'
import { day, id, line } from '../../../kernel/schema.ts'
import { UNIT_KINDS } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE, COUNTY_SCOPE } from '../../../kernel/verb.ts'
import { process, reason } from './words.ts'

export const processVerbs = defineVerbs({
  listProcesses: {
    title: text('流程一览', 'List of processes'),
    kind: 'read',
    path: '/processes',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          process: z.string(),
          title: textSchema,
          purpose: textSchema,
          unit: z.enum(UNIT_KINDS),
          steps: z.number().int(),
          origin: z.enum(['shipped', 'county']),
          validFrom: day.nullable(),
          /** Whether the caller may open a case of it by hand. */
          opens: z.boolean(),
        }),
      ),
    }),
  },
  readProcess: {
    title: text('查看流程', 'Read a process'),
    kind: 'read',
    path: '/processes/:process',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({ process: line(60) }),
    output: z.object({
      process,
      origin: z.enum(['shipped', 'county']),
      /** In words: who acts, what it waits for, when it is asked for. */
      said: z.array(
        z.object({
          step: z.string(),
          who: textSchema,
          after: textSchema.nullable(),
          when: textSchema.nullable(),
          wait: textSchema.nullable(),
          due: textSchema.nullable(),
        }),
      ),
      /** What the law fixes of it, by step, whatever the county's version says. */
      locks: z.array(
        z.object({ step: z.string(), kind: z.string(), clause: z.string(), text: textSchema }),
      ),
      versions: z.array(
        z.object({
          version: z.number().int(),
          origin: z.enum(['shipped', 'county']),
          source: z.string(),
          validFrom: day,
          recordedBy: z.string(),
        }),
      ),
    }),
  },
  printHandbook: {
    title: text('打印操作手册', 'Print the handbook'),
    kind: 'read',
    path: '/handbook',
    access: 'policy.read',
    scope: NO_SCOPE,
    download: true,
    /** One process, or all of them, as they count today. */
    input: z.strictObject({ process: line(60).optional(), format: z.enum(['pdf', 'docx']) }),
    output: z.object({ name: z.string(), mediaType: z.string(), content: z.string() }),
  },
  saveProcess: {
    title: text('修改流程', 'Change a process'),
    kind: 'write',
    path: '/processes/:process',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    /** A new version from a day on; running cases keep theirs. */
    input: z.strictObject({
      process: line(60),
      body: process,
      validFrom: day,
      /** The document the change rests on. */
      source: line(300),
    }),
    output: z.object({ version: z.number().int() }),
    refusals: ['not_found'],
  },
  readWorkingCalendar: {
    title: text('工作日历', 'Working calendar'),
    kind: 'read',
    path: '/working-calendar',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    output: z.object({
      coveredFrom: day,
      coveredThrough: day,
      years: z.array(
        z.object({
          year: z.number().int(),
          source: z.string(),
          free: z.array(day),
          worked: z.array(day),
          origin: z.enum(['shipped', 'county']),
        }),
      ),
    }),
  },
  recordWorkingCalendar: {
    title: text('录入放假安排', 'Record the holidays of a year'),
    kind: 'write',
    path: '/working-calendar',
    access: 'policy.write',
    scope: COUNTY_SCOPE,
    input: z.strictObject({
      year: z.number().int().min(2000).max(2200),
      free: z.array(day).min(1).max(366),
      worked: z.array(day).max(100),
      source: line(300),
    }),
    output: z.object({ coveredThrough: day }),
  },
  listSubstitutes: {
    title: text('代办安排', 'Substitutes'),
    kind: 'read',
    path: '/substitutes',
    access: 'self',
    scope: NO_SCOPE,
    /** The caller's own: who stands in for them, for whom they stand in. */
    input: z.strictObject({}),
    output: z.object({
      rows: z.array(
        z.object({
          id,
          name: z.string(),
          substitute: z.string(),
          mine: z.boolean(),
          from: day,
          to: day,
          reason: z.string(),
          endedOn: day.nullable(),
        }),
      ),
    }),
  },
  findSubstitutes: {
    title: text('可代办人员', 'Who could stand in'),
    kind: 'read',
    path: '/substitutes/candidates',
    access: 'self',
    scope: NO_SCOPE,
    /** Accounts that hold one of the caller's roles at the same unit. */
    input: z.strictObject({}),
    output: z.object({ rows: z.array(z.object({ accountId: id, name: z.string() })) }),
  },
  nameSubstitute: {
    title: text('指定代办人', 'Name a substitute'),
    kind: 'write',
    path: '/substitutes',
    access: 'self',
    scope: NO_SCOPE,
    input: z.strictObject({ accountId: id, from: day, to: day, reason }),
    output: z.object({ id }),
    refusals: ['not_allowed_now'],
  },
  endSubstitute: {
    title: text('结束代办', 'End a substitution'),
    kind: 'write',
    path: '/substitutes/:substitutionId/end',
    access: 'self',
    scope: NO_SCOPE,
    input: z.strictObject({ substitutionId: id }),
    output: z.object({}),
  },
})
