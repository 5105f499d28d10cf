import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { rankInput, rankOutput } from '../rules/rank-document.ts'

/** The pure command: a document in, a document out, no database. */
export const commandVerbs = defineVerbs({
  rank: {
    title: text('计算位次', 'Rank units by weighted indicators'),
    kind: 'compute',
    path: '/rank',
    access: 'public',
    scope: NO_SCOPE,
    input: rankInput,
    output: rankOutput,
    bodyLimit: 4 * 1024 * 1024,
  },
})
