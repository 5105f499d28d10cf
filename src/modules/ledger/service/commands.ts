import type { Verbs } from '../../../kernel/verb.ts'
import type { commandVerbs } from '../contract/commands.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { listTemplates, post } from '../rules/post.ts'

/** What stands behind the pure commands. */
export const commandService: Verbs<typeof commandVerbs, Ctx> = { templates: listTemplates, post }
