import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { routeInput, routeOutput } from '../rules/route.ts'

/** The pure command: a document in, a document out, no database. */
export const routeVerbs = defineVerbs({
  route: {
    title: text('计算支出审批路径', 'Which approvals a payment asks for'),
    kind: 'compute',
    path: '/route',
    access: 'public',
    scope: NO_SCOPE,
    input: routeInput,
    output: routeOutput,
    bodyLimit: 16 * 1024 * 1024,
  },
})
