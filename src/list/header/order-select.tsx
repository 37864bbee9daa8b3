import { message } from '../../i18n';
import type { Order } from '../../library/index/finder';
import { ORDERS } from '../../search/list-query';
import { IconButton } from '../buttons';
import type { Page } from '../page';

/** The choice of the order, and of its direction. The bin has an order of its own. */
export function OrderSelect({ page }: { page: Page }) {
  const { address, query } = page.store;
  const { order, reverse, view } = address.listQuery.value;
  /** "Best" is how well a paper matches the query; without a query, it is the newest mark. */
  const bestKey = query.value.root ? 'list_order_best' : 'list_order_newest';
  return (
    <div class="order" hidden={view === 'bin'}>
      <select
        name="order"
        aria-label={message('list_order')}
        value={order}
        onChange={(event) => address.go({ order: event.currentTarget.value as Order })}
      >
        {ORDERS.map((one) => (
          <option key={one} value={one}>
            {message(one === 'best' ? bestKey : `list_order_${one}`)}
          </option>
        ))}
      </select>
      <IconButton
        icon="up"
        label={message('list_reverse')}
        isPressed={reverse}
        onClick={() => address.go({ reverse: !reverse })}
      />
    </div>
  );
}
