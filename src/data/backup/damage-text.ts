import { formatNumber, message, plural } from '../../i18n';
import type { Damage } from '../../library/backup/open-backup';

/** Returns what is wrong with a backup, as a sentence. */
export function damageText(damage: Damage): string {
  switch (damage.code) {
    case 'version':
      return message('data_damage_version', damage.version);
    case 'not-a-backup':
      return message('data_damage_not_a_backup');
    case 'checksum':
      return message('data_damage_checksum');
    case 'chunks':
      return plural('data_damage_chunks', damage.lost);
    case 'truncated':
      return plural('data_damage_truncated', damage.entries);
    case 'line':
      return message('data_damage_line', formatNumber(damage.line));
  }
}
