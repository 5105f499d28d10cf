import { VERB_TITLES } from 'virtual:verb-titles'
import { say } from '../../locale/translate.ts'

/** The title of a verb in the contracts; its bare name where it is no longer one. */
export function verbTitle(verb: string): string {
  const title = VERB_TITLES[verb]
  return title === undefined ? verb : say(title)
}
