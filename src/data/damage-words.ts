import type { Damage } from '../library/opened';
import { count, formatNumber, word } from '../words';

/** What is wrong with a backup, in a sentence. */
export function damageText(damage: Damage): string {
  switch (damage.code) {
    case 'version':
      return word('data_damage_version', damage.version);
    case 'not-a-backup':
      return word('data_damage_not_a_backup');
    case 'checksum':
      return word('data_damage_checksum');
    case 'chunks':
      return count('data_damage_chunks', damage.lost);
    case 'truncated':
      return count('data_damage_truncated', damage.entries);
    case 'line':
      return word('data_damage_line', formatNumber(damage.line));
  }
}
