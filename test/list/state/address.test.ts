import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Address, makeAddress } from '../../../src/list/state/address';
import { numbered } from '../../library/samples';

let address: Address;
let closing: AbortController;
const onBack = vi.fn();
// The length of the history would depend on a step back in another test, after which it does not grow.
const pushState = vi.spyOn(history, 'pushState');
beforeEach(() => {
  history.replaceState(null, '', '/?view=all&q=old');
  pushState.mockClear();
  closing = new AbortController();
  onBack.mockReset();
  address = makeAddress(onBack, closing.signal);
});
afterEach(() => closing.abort());

describe('the address of the list page', () => {
  it('says what the list shows', () => {
    expect(address.listQuery.value).toMatchObject({ view: 'all', query: 'old' });
    address.go({ query: 'new' });
    expect(location.search).toBe('?view=all&q=new');
  });

  it('is one step for Back while a query is typed', () => {
    for (const query of ['n', 'ne', 'new']) address.type(query);
    expect(pushState).toHaveBeenCalledTimes(1);
    address.endTyping();
    address.type('newer');
    expect(pushState).toHaveBeenCalledTimes(2);
  });

  it('is no new step where nothing changes', () => {
    address.go({ query: 'old' });
    address.type('old');
    expect(pushState).not.toHaveBeenCalled();
  });

  it('returns with Back to the paper that was current there', async () => {
    address.remember(numbered(1));
    address.go({ query: 'new' });
    history.back();
    await vi.waitFor(() => expect(onBack).toHaveBeenCalledWith(numbered(1)));
    expect(address.listQuery.value.query).toBe('old');
  });

  it('takes no damaged id from the history', () => {
    dispatchEvent(new PopStateEvent('popstate', { state: { current: 'javascript:' } }));
    expect(onBack).toHaveBeenCalledWith(undefined);
    closing.abort();
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
    expect(onBack).toHaveBeenCalledOnce();
  });
});
