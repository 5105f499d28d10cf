import type { Catalogue } from '../translate.ts'
import type { messages as zh } from '../zh-CN/messages.ts'

/** Sentences of the desk: notices, and how they leave the product. */
export const messages: Catalogue<typeof zh> = {
  'notices.title': 'My notices',
  'notices.sentence': '{unread} unread of {total}.',
  'notices.readAll': 'Mark all as read',
  'notices.unreadOnly': 'Unread only',
  'notices.all': 'All',
  'notices.none': 'No notices.',
  'notices.noneHint': 'What waits for you or is overdue is told here.',
  'notices.unread': 'Unread',
  'messages.title': 'Messages to deliver',
  'messages.out': 'Send out',
  'messages.sentence':
    '{sms} short messages to send, {print} notices to print, {failed} did not arrive.',
  'messages.hint':
    'One for each person and matter. What was read in the product is not sent; without a telephone on record a notice is printed.',
  'messages.export': 'List for the gateway ({n})',
  'messages.printA4': 'Print notices A4 ({n})',
  'messages.printA5': 'Print notices A5 ({n})',
  'messages.exported':
    '{n} on the list: hand it to the gateway. It holds telephone numbers; delete it afterwards.',
  'messages.printed': '{n} notices made. Note below how they arrived.',
  'messages.handed': 'Note: handed over',
  'messages.failed': 'Note: did not arrive',
  'messages.failedTitle': 'It did not arrive',
  'messages.again': 'Send again',
  'messages.settled': '{n} noted.',
  'messages.channel': 'By',
  'messages.state': 'State',
  'messages.none': 'No such message.',
  'messages.noneHint': 'Try another state or way.',
  'messages.choose': 'Choose the message to {name}',
  'messages.chosen': '{n} chosen',
  'messages.chooseAll': 'Choose this page',
  'messages.noPhone': 'no telephone',
  'messages.shown': 'The first {n} of {total}.',
}
