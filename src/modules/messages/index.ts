import { defineModule } from '../../platform/module.ts'
import { messagesContract } from './contract.ts'
import { messagesVerbs } from './service.ts'
import { mailAll, mailEvent } from './service/mail.ts'

export const messagesModule = defineModule({
  name: 'messages',
  contract: messagesContract,
  verbs: messagesVerbs,
  reactions: { 'message.mail': mailEvent },
  daily: ['07:30', '10:30', '13:30', '16:30'].map((at) => ({
    name: `messages.mail-${at}`,
    at,
    run: mailAll,
  })),
})

/** For the reactions of later modules: what happened, to whom, in which words. */
export { retire, tell } from './service/tell.ts'
export type { Recipient } from './model.ts'
