import type { Text } from '../../kernel/text.ts'
import type { Channel, Recipient, State } from './model.ts'

/** Short message where the person has a telephone on record, else paper. */
export const channelOf = (
  { personId }: Pick<Recipient, 'personId'>,
  phones: ReadonlyMap<string, string>,
): Channel => (personId !== null && phones.has(personId) ? 'sms' : 'print')

/** States a message may be put into by hand: it was handed over, did not arrive, or is to go out again. */
export const BY_HAND = ['handed', 'failed', 'waiting'] as const

/**
 * Whether a person may note this of a message: handed over is only what went out; what failed went out or could
 * not; what is to go out again had failed or was sent. What was read or is done
 * needs nothing more.
 */
export function mayFollow(now: State, next: (typeof BY_HAND)[number]): boolean {
  if (now === 'read' || now === 'settled') return false
  if (next === 'handed') return now === 'sent' || now === 'printed' || now === 'failed'
  if (next === 'failed') return now !== 'failed'
  return now === 'failed' || now === 'sent' || now === 'printed'
}

/** The words of a short message: what waits, and where it is done. No name but that of the sender. */
export const smsText = (sender: string, { zh }: Text): string =>
  `【${sender}】${zh}请登录“妙棋”办理。`
