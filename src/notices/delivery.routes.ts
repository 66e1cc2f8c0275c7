import { router } from '../platform/http.ts';

export const deliveryRoutes = router();
