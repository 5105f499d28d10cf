import { z } from 'zod'
import { day, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'
import { COUNTY_SCOPE, defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { count, rulesSchema } from './words.ts'

/** What the county sets: tasks and terms of postings, sources of the reserve, points, names of promises. */
export const ruleVerbs = defineVerbs({
  readTalentRules: {
    title: text('人才工作规则', 'Rules of postings, points and promises'),
    kind: 'read',
    path: '/talent-rules',
    access: 'policy.read',
    scope: NO_SCOPE,
    input: z.strictObject({}),
    /** Version 0: what is shipped. */
    output: z.object({
      version: count,
      validFrom: day.nullable(),
      reason: z.string(),
      rules: rulesSchema,
    }),
  },
  saveTalentRules: {
    title: text('调整人才工作规则', 'Change the rules of postings, points and promises'),
    kind: 'write',
    path: '/talent-rules',
    access: 'talent.personnel',
    scope: COUNTY_SCOPE,
    /** Counts from today or later: what was recorded keeps its version. */
    input: z.strictObject({ rules: rulesSchema, validFrom: day, reason: line(200) }),
    output: z.object({ version: count }),
  },
})
