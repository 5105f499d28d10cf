import {
  apportionInput,
  apportionOutput,
  checkIdInput,
  checkIdOutput,
  someInvalid,
} from '../../../kernel/commands.ts'
import { text } from '../../../kernel/text.ts'
import { defineVerbs, NO_SCOPE } from '../../../kernel/verb.ts'
import { checkRegisterInput, checkRegisterOutput, notAllPass } from '../rules/check-register.ts'

/** The pure commands: a document in, a document out, no database. */
export const commandVerbs = defineVerbs({
  checkRegister: {
    title: text('检查成员册', 'Check a register'),
    kind: 'compute',
    path: '/check-register',
    access: 'public',
    scope: NO_SCOPE,
    input: checkRegisterInput,
    output: checkRegisterOutput,
    fails: notAllPass,
    bodyLimit: 4 * 1024 * 1024,
  },
  checkId: {
    title: text('校验统一社会信用代码和身份证号', 'Check credit codes and ID numbers'),
    kind: 'compute',
    path: '/check-id',
    access: 'public',
    scope: NO_SCOPE,
    input: checkIdInput,
    output: checkIdOutput,
    fails: someInvalid,
    bodyLimit: 4 * 1024 * 1024,
  },
  apportion: {
    title: text('按最大余数法分摊', 'Apportion by largest remainder'),
    kind: 'compute',
    path: '/apportion',
    access: 'public',
    scope: NO_SCOPE,
    input: apportionInput,
    output: apportionOutput,
    bodyLimit: 16 * 1024 * 1024,
  },
})
