import type { LocalDate } from '../../kernel/date.ts'
import type { AnyId } from '../../kernel/id.ts'
import type {
  EVENT_KINDS,
  FORMS,
  HOLDER_CLASSES,
  HOLDER_KINDS,
  UNIT_CLASSES,
} from './contract/words.ts'
