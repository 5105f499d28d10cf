import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { postInput, postOutput, templatesInput, templatesOutput } from '../rules/post.ts'

/** The pure commands of the books: a document in, a document out, no database. */
export const commandVerbs = defineVerbs({
  templates: {
    title: text('列出分录模板', 'List the posting templates'),
    kind: 'compute',
    path: '/templates',
    access: 'public',
    scope: NO_SCOPE,
    input: templatesInput,
    output: templatesOutput,
  },
  post: {
    title: text('按模板生成分录', 'Make the entry of a template'),
    kind: 'compute',
    path: '/post',
    access: 'public',
    scope: NO_SCOPE,
    input: postInput,
    output: postOutput,
  },
})
